import { startHost } from '../../dev/host/index.ts';
import { registerApp } from '../../functions/register.ts';
import { SINGLETON_VERSION } from '../../orchestrations/runtime/names.ts';
import { type Answer, call } from '../helpers/app/api.ts';
import { MINUTE } from '../helpers/app/app.ts';
import { hostJsonOf } from '../helpers/app/app-setup.ts';
import { ASKED_ID, startAsked } from '../helpers/app/approvals.ts';
import { accessOf, mistakesInAnswer, operations } from '../helpers/app/openapi.ts';
import { drawsOf } from '../interruptions/draw.ts';
import { type FuzzedRequest, requestFrom } from './request-from.ts';

/** What came of the requests of a seed. */
export interface Fuzzed {
  readonly requests: number;
  /** By status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What was wrong, with the request that it came of. */
  readonly wrong: readonly string[];
}

/** What the host itself may answer before the app is asked. */
const OF_HOST = new Set([401, 404]);

/** Requests between two looks at the clock: what was started goes on. */
const PER_TURN = 100;
const AT_ONCE = 8;

/**
 * Sends requests made from docs/openapi.json to the app, keys enforced. Wrong is: a status of 500 or
 * more (but that the app is not ready), a body that is not as the document says, an answer without
 * the key, and one that holds a key, an address of the storage, or a place in the code. `within` =
 * only at paths that hold this text.
 */
export async function fuzz(seed: number, requests: number, within = ''): Promise<Fuzzed> {
  const asking = operations.filter(({ path }) => path.includes(within));
  await using asked = await startAsked();
  await asked.host.stop();
  const register = () => registerApp(asked.deps);
  const surroundings = {
    clock: asked.clock,
    enforceKeys: true,
    log: (line: object) => asked.log.push(JSON.stringify(line)),
  };
  await using host = await startHost({ register, hostJson: hostJsonOf(SINGLETON_VERSION), ...surroundings });
  const known = {
    ...{ alertId: asked.alertId, id: ASKED_ID, evidence: asked.evidence },
    ...{ backtestId: '', muteId: '', policyEtag: '' },
  };
  const secrets = [...Object.values(host.keys), asked.simulator.keys.current, asked.simulator.automoxKeys.current];
  const statuses: Record<string, number> = {};
  const wrong: string[] = [];
  const { function: functionKey, master } = host.keys;
  const keys = { function: functionKey, none: undefined, wrong: 'x'.repeat(40) };
  const sendOne = async (number: number) => {
    const draw = drawsOf(seed * 1_000_003 + number);
    const request = requestFrom(draw.pick(asking, 'operation'), known, draw);
    const rightKey = accessOf(request.operation) === 'admin' ? master : functionKey;
    const key = request.key === 'right' ? rightKey : keys[request.key];
    const headers = { ...request.headers, ...(key !== undefined && { 'x-functions-key': key }) };
    const answer = await call({ host }, request.method, request.path, request.body, headers);
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    for (const what of mistakesOf(request, answer, secrets))
      wrong.push(`${number}: ${request.method} ${request.path} ${request.body ?? ''}: ${what}`);
  };
  await call({ host }, 'POST', '/api/backtests', {}, { 'x-functions-key': master });
  for (let from = 0; from < requests; from += PER_TURN) {
    known.muteId = (await asked.deps.mutes.current()).mutes.at(-1)?.id ?? '';
    // Those that the requests begin replace it in time: a handful is kept. They read this account alone.
    const policy = await call({ host }, 'GET', '/api/policy', undefined, { 'x-functions-key': functionKey });
    known.policyEtag = policy.body.etag;
    known.backtestId = (await asked.deps.backtests.list())[0]?.id ?? '';
    const turn = Array.from({ length: Math.min(PER_TURN, requests - from) }, (_, index) => from + index);
    const lanes = Array.from({ length: AT_ONCE }, (_, lane) => turn.filter((number) => number % AT_ONCE === lane));
    await Promise.all(
      lanes.map(async (numbers) => {
        for (const number of numbers) await sendOne(number);
      }),
    );
    await asked.clock.advance(MINUTE);
  }
  const { attemptsPerDay } = (await asked.deps.inForce()).policy;
  if (attemptsPerDay > 1) wrong.push('a policy that widens is in force that nobody has checked');
  const thrown = asked.log.filter((line) => line.includes('"http-failed"'));
  return { requests, statuses, wrong: [...wrong, ...thrown] };
}

function mistakesOf({ operation, key }: FuzzedRequest, answer: Answer, secrets: readonly string[]): string[] {
  const { status, text, headers } = answer;
  const whole = `${text}\n${[...headers].join('\n')}`;
  const wrong: string[] = [];
  const isProtected = operation.security.length > 0;
  if (isProtected && key !== 'right' && status !== 401) wrong.push(`answered ${status} without the key`);
  if (status >= 500 && !(operation.operationId === 'healthReady' && status === 503)) wrong.push(`answered ${status}`);
  if (secrets.some((secret) => whole.includes(secret))) wrong.push('an answer holds a key');
  if (LEAKS.test(whole)) wrong.push(`an answer says too much: ${LEAKS.exec(whole)?.[0]}`);
  if (!(OF_HOST.has(status) && text === '')) wrong.push(...mistakesInAnswer(operation, answer));
  return wrong;
}

/** Places in the code, addresses of the storage, Durable's own addresses. */
const LEAKS =
  /node_modules|\.ts:\d+|\n\s+at \w|AccountKey|UseDevelopmentStorage|core\.windows\.net|127\.0\.0\.1|runtime\/webhooks|RestError|ZodError/;
