import { randomUUID } from 'node:crypto';
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import type { Channel } from '../../shared/policy/sections/notify-section.ts';
import type { ChannelState } from '../../shared/storage/outbox/outbox-rows.ts';
import type { Waiting } from '../../shared/storage/outbox/outbox-store.ts';
import type { Channels, TestedChannel } from './answers/channels.ts';
import { problem } from './parts/problem.ts';

/** A test is a message in somebody's channel: not more often than this, each. */
const TEST_PAUSE_MS = 10_000;

/**
 * `GET /api/channels`: where people are notified of what, and how each channel is. 200. Names secrets, and
 * never shows one; sends nothing.
 */
export function makeListChannels({
  policy,
  customers,
  outboxStore,
}: Pick<AppDeps, 'policy' | 'customers' | 'outboxStore'>) {
  return async (): Promise<HttpResponseInit> => {
    const [waiting, { timeZone }] = await Promise.all([outboxStore.waiting(), customers.policyOf(undefined)]);
    const { channels, dailySummaryAt } = policy.notify;
    const body: z.input<typeof Channels> = {
      channels: channels.map((channel) => ({
        ...routesOf(channel, policy.language),
        health: healthOf(channel, waiting),
      })),
      dailySummaryAt,
      timeZone,
    };
    return { jsonBody: body };
  };
}

/**
 * `POST /api/channels/{name}/test`: sends a test message, once, and says whether it was accepted. 200
 * either way; 404 for a name that the policy does not have; 429 within ten seconds of the last one.
 */
export function makeTestChannel(
  deps: Pick<AppDeps, 'policy' | 'customers' | 'channelSender' | 'clock' | 'log' | 'outbox'>,
) {
  const lastAt = new Map<string, number>();
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const { policy, customers, channelSender, clock, log, outbox } = deps;
    const channel = policy.notify.channels.find(({ name }) => name === request.params.name);
    if (!channel) return problem(404, 'Not found', `The channels are: ${namesOf(policy.notify.channels)}.`);
    const now = clock.now();
    const waits = (lastAt.get(channel.name) ?? Number.NEGATIVE_INFINITY) + TEST_PAUSE_MS - now;
    if (waits > 0) return tooSoon(Math.ceil(waits / 1_000));
    lastAt.set(channel.name, now);
    const { timeZone } = await customers.policyOf(undefined);
    const message = { kind: 'test', id: `test-${randomUUID()}`, at: now } as const;
    const attempt = await channelSender.send(channel, message, {
      timeZone,
      language: channel.language ?? policy.language,
    });
    // What waits for it is not made to wait any longer.
    if (attempt.ok) await outbox.revive(channel.name);
    const { code, reason } = attempt.ok ? { code: undefined, reason: undefined } : attempt;
    log('channel-tested', { channel: channel.name, type: channel.type, accepted: attempt.ok, code });
    const body: z.input<typeof TestedChannel> = {
      accepted: attempt.ok,
      code: code ?? null,
      reason: reason ?? null,
      next: attempt.ok ? ACCEPTED[channel.type] : 'docs/notifications.md says what to do about this code.',
    };
    return { jsonBody: body };
  };
}

/** What none of them says: whether a person can read it. */
const ACCEPTED: Readonly<Record<Channel['type'], string>> = {
  teams:
    'The workflow was triggered; whether it could post the card is not known here. Check the channel; if nothing is there, check the run history of the workflow.',
  slack: 'Slack took it. Check the channel.',
  webhook: 'The receiver took it. Check there.',
};

function tooSoon(seconds: number): HttpResponseInit {
  const answer = problem(429, 'Too soon', `This channel was tested a moment ago; try again in ${seconds} s.`);
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
}

function namesOf(channels: readonly Channel[]): string {
  return channels.map(({ name }) => name).join(', ') || 'none';
}

function routesOf(channel: Channel, language: Channel['language'] & string) {
  const { name, type, secret, events, playbooks = null, customers = null, minPriority = null } = channel;
  return { name, type, secret, events, playbooks, customers, minPriority, language: channel.language ?? language };
}

type Health = z.input<typeof Channels>['channels'][number]['health'];

function healthOf({ name }: Channel, { batches, channels }: Waiting): Health {
  const state = channels.get(name)?.state;
  const waiting = batches.filter(({ channel }) => channel === name).reduce((sum, { data }) => sum + data.length, 0);
  return {
    state: stateOf(state),
    lastOkAt: iso(state?.lastOkAt),
    lastFailedAt: iso(state?.lastFailedAt),
    failingSince: iso(state?.failingSince),
    code: state?.code ?? null,
    reason: state?.reason ?? null,
    nextTryAt: waiting > 0 ? iso(state?.nextAt) : null,
    waiting,
    dropped: state?.dropped ?? 0,
  };
}

function stateOf(state: ChannelState | undefined): Health['state'] {
  if (state?.deadSince !== undefined) return 'dead';
  if (state?.failingSince !== undefined) return 'failing';
  return state?.lastOkAt === undefined ? 'unused' : 'ok';
}

function iso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}
