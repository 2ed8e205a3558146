import { createHash, randomUUID } from 'node:crypto';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { carryOut } from '../../../orchestrations/activities/due/carry-out-mutes.ts';
import { notifyMute } from '../../../orchestrations/activities/notify/notify-mute.ts';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { type Mute, muteTimes, needsAdmin } from '../../../shared/domain/mutes/mute.ts';
import { whoText } from '../../../shared/domain/people/who.ts';
import { inSentence } from '../../../shared/domain/text/in-sentence.ts';
import { playbookNames } from '../../../shared/playbooks/index.ts';
import { languageOf } from '../../../shared/policy/customer.ts';
import { type FoundTarget, findTarget } from '../../services/mute-target.ts';
import type { CreatedMute } from '../answers/mutes.ts';
import { muteView } from '../parts/mute-view.ts';
import { principalOf } from '../parts/principal.ts';
import { problem } from '../parts/problem.ts';
import { readBody } from '../parts/request-input.ts';
import { hasRole } from '../parts/signed-in.ts';
import { whoIs } from '../parts/who.ts';

type Deps = Pick<
  AppDeps,
  'mutes' | 'conditions' | 'customers' | 'outbox' | 'directory' | 'monitored' | 'policy' | 'clock' | 'log' | 'signInOn'
>;

const id = z.int().positive();
const moment = z.iso
  .datetime({ offset: true, error: 'is no moment such as 2026-03-02T20:00:00Z' })
  .transform((text) => Date.parse(text));

/** More than anybody looks through; each is read before a write. */
const MOST = 500;

const MAX_NAME = 100;

/** Idempotency keys are opaque; longer ones are a mistake. */
const MAX_KEY_CHARACTERS = 200;

/** The body that makes a mute. */
export const CreateMute = z
  .strictObject({
    agentId: id.optional(),
    deviceGuid: z
      .string()
      .regex(/^[0-9A-Za-z._-]{1,100}$/, 'is no GUID')
      .optional(),
    /** As outcomes and decisions name a device. */
    deviceKey: z
      .string()
      .regex(/^(?:a[1-9]\d{0,14}|g[0-9A-Za-z._-]{1,100}|n\d{1,15}-[0-9A-Za-z._-]{1,200})$/, 'is no key of a device')
      .optional(),
    customerId: id.optional(),
    playbook: z.enum(playbookNames, `must be one of ${playbookNames.join(', ')}`).optional(),
    /** As outcomes name a condition. */
    condition: z
      .string()
      .regex(/^[0-9A-Za-z._-]{1,120}$/, 'is no condition as outcomes name it')
      .optional(),
    from: moment.optional(),
    until: moment,
    reason: z.string().trim().min(1, 'says why, for whoever finds the device muted').max(200),
    /** Who mutes; a function key identifies no person. */
    by: z.string().trim().min(1).max(MAX_NAME).optional(),
  })
  .check(({ value, issues }) => {
    const { agentId, deviceGuid, deviceKey, customerId, playbook, condition } = value;
    const whom = [agentId, deviceGuid, deviceKey, customerId].filter((one) => one !== undefined);
    const wrong = (path: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [path], message });
    if (whom.length !== 1) wrong('agentId', 'give exactly one of agentId, deviceGuid, deviceKey and customerId');
    if (playbook !== undefined && condition !== undefined) wrong('condition', 'give either playbook or condition');
  });

/**
 * `POST /api/mutes`: alerts of a device, or of a customer, are left alone for a while; planned
 * maintenance is a mute that begins later. 201 with the mute and its address, 200 for the same
 * `Idempotency-Key` again; 400 says what is wrong; 403 where it takes an admin; 409 when there are
 * too many; 422 when the key was used for another body. `POST /api/mutes/long` (`isAdmin`) is the
 * same, for customers over 72 hours as well.
 */
export function makeCreateMute(deps: Deps, isAdmin = false) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const { mutes, clock, log } = deps;
    const key = request.headers.get('idempotency-key');
    if (key !== null && key.length > MAX_KEY_CHARACTERS)
      return problem(400, 'Invalid request', `Idempotency-Key has over ${MAX_KEY_CHARACTERS} characters.`);
    const body = await readBody(request, CreateMute);
    if ('refusal' in body) return body.refusal;
    const now = clock.now();
    const { whom, isKnown } = await findTarget(deps, body.value);
    const known = key === null ? undefined : await mutes.get(idOf(key));
    if (known) return asBefore(known, { ...body.value, ...whom }, now);
    const times = muteTimes(body.value, now);
    if ('wrong' in times) return problem(400, 'Invalid request', `${times.field}: ${times.wrong}.`);
    const mute: Mute = {
      id: key === null ? randomId() : idOf(key),
      ...whom,
      ...said(deps, request, body.value, whom),
      ...times,
      createdAt: now,
    };
    const { mutes: others } = await mutes.current();
    // One that was ended is no piece of it: whoever corrects a slip needs no admin.
    const standing = others.filter(({ ended }) => !ended);
    if (!isAdmin && needsAdmin(mute, standing) && !isSignedInAdmin(request, deps)) return ADMIN_NEEDED;
    if (standing.length >= MOST) return TOO_MANY;
    if (!(await mutes.add(mute))) return asBefore((await mutes.get(mute.id)) ?? mute, { ...body.value, ...whom }, now);
    log('mute-created', { id: mute.id, deviceKey: mute.deviceKey, customerId: mute.customerId, by: mute.by });
    // What is left of it the next poll does.
    await notifyMute(deps, mute)
      .then(() => carryOut(deps, mute))
      .catch(() => {});
    const jsonBody: z.input<typeof CreatedMute> = { ...muteView(mute, now), note: isKnown ? null : NOT_KNOWN };
    return { status: 201, headers: { location: `/api/mutes/${mute.id}` }, jsonBody };
  };
}

type Body = z.output<typeof CreateMute>;

const NOT_KNOWN =
  'The last listing of devices does not have it. The mute holds for it all the same; if this is a slip, end it.';

const ADMIN_NEEDED = problem(
  403,
  'Admin needed',
  'Muting a whole customer for over 72 hours, in one piece or several, takes an admin: send it to POST /api/mutes/long with the master key, sign in as admin, or shorten it.',
);

const TOO_MANY = problem(409, 'Too many', `There are ${MOST} mutes that hold or are planned already; end some.`);

const OTHER_BODY = problem(
  422,
  'Key used before',
  'This Idempotency-Key was used for a request with another body. Nothing was muted: send a key of its own for each request.',
);

/** What a person says about it. */
function said(
  deps: Deps,
  request: HttpRequest,
  { playbook, condition, reason, by }: Body,
  { customerId }: Pick<Mute, 'customerId'>,
) {
  return {
    playbook,
    conditionKey: condition,
    reason: inSentence(reason) || reason,
    by: whoText(whoIs(request, deps, by), languageOf(deps.policy, customerId)),
  };
}

function isSignedInAdmin(request: HttpRequest, { signInOn }: Deps): boolean {
  const principal = principalOf(request, signInOn);
  return principal !== undefined && hasRole(principal, 'admin');
}

function idOf(key: string): string {
  return `m${createHash('sha256').update(key).digest('hex').slice(0, 31)}`;
}

function randomId(): string {
  return `m${randomUUID().replaceAll('-', '').slice(0, 31)}`;
}

/** The same request again: the mute as it is now. */
function asBefore(mute: Mute, asked: Body & FoundTarget['whom'], now: number): HttpResponseInit {
  const { deviceKey, customerId, playbook, condition, from, until, reason } = asked;
  const isSame =
    mute.deviceKey === deviceKey &&
    // A device may have moved since.
    (deviceKey !== undefined || mute.customerId === customerId) &&
    mute.playbook === playbook &&
    mute.conditionKey === condition &&
    // Without a beginning, or with one just past, it began when it was made.
    Math.max(from ?? mute.createdAt, mute.createdAt) === mute.from &&
    mute.until === until &&
    mute.reason === (inSentence(reason) || reason);
  if (!isSame) return OTHER_BODY;
  const jsonBody: z.input<typeof CreatedMute> = { ...muteView(mute, now), note: null };
  return { status: 200, headers: { location: `/api/mutes/${mute.id}` }, jsonBody };
}
