import { isDeepStrictEqual } from 'node:util';
import { type LinkKey, linkKeysIn } from '../../shared/answers/link-keys.ts';
import { audienceOf, signQuestion } from '../../shared/answers/link-token.ts';
import { formIn, linkKey, open, PUBLIC_URL, send, startLinked } from '../helpers/app/answer-links.ts';
import { type Answer, call } from '../helpers/app/api.ts';
import { MINUTE } from '../helpers/app/app.ts';
import { ASKED_ID, worklets } from '../helpers/app/approvals.ts';
import { drawsOf } from '../interruptions/draw.ts';
import { type AnswerRequest, answerRequest, type KnownLink } from './answer-requests.ts';
import type { Fuzzed } from './fuzz.ts';

/** Requests between two looks at the clock: then the question may be opened again. */
const PER_TURN = 100;
const AT_ONCE = 8;

const KEY = { deviceKey: 'a1001', conditionKey: 'disk-space.C' };

/**
 * Sends requests to the page behind a link of an app that lets whoever has a link answer. Wrong is: a
 * status of 500 or more, a page that may be kept or framed, an answer that holds a key, and any change
 * of the question, for none of the requests is a right answer. At the end a right one still counts.
 */
export async function fuzzAnswer(seed: number, requests: number): Promise<Fuzzed> {
  await using app = await startLinked();
  const row = () => app.deps.conditions.get(KEY.deviceKey, KEY.conditionKey);
  const before = await row();
  const vendors = app.simulator.requests.filter(({ method }) => method !== 'GET').length;
  const statuses: Record<string, number> = {};
  const wrong: string[] = [];
  for (let from = 0; from < requests; from += PER_TURN) {
    // Within the quarter of an hour for which a form counts, and the day of the question.
    if (from % (10 * PER_TURN) === 0) await app.clock.advance(MINUTE);
    const known = { ...others(app.evidence), token: app.token, form: formIn((await open(app, app.path)).text) };
    const turn = Array.from({ length: Math.min(PER_TURN, requests - from) }, (_, index) => from + index);
    const lanes = Array.from({ length: AT_ONCE }, (_, lane) => turn.filter((number) => number % AT_ONCE === lane));
    const sendAll = async (numbers: readonly number[]) => {
      for (const number of numbers) {
        const request = answerRequest(known, drawsOf(seed * 1_000_003 + number));
        const answer = await call(app, request.method, request.path, request.body, request.headers);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        for (const what of mistakesOf(request, answer)) wrong.push(`${number}: ${JSON.stringify(request)}: ${what}`);
      }
    };
    await Promise.all(lanes.map(sendAll));
    if (!isDeepStrictEqual((await row())?.approval, before?.approval)) wrong.push(`${from}: the question has changed`);
    await app.clock.advance(MINUTE);
  }
  const writes = app.simulator.requests.filter(({ method }) => method !== 'GET').length;
  if (writes !== vendors || worklets(app) > 0) wrong.push('something was written at a vendor');
  const right = await send(app, { t: app.token, form: formIn((await open(app, app.path)).text) });
  const { approval } = (await call(app, 'GET', `/api/remediations/${ASKED_ID}`)).body;
  if (right.status !== 200 || approval?.answer?.by !== 'Ada (typed, not verified)')
    wrong.push(`no answer: ${right.status}`);
  const signature = app.token.slice(-43);
  const logged = app.log.filter((line) => line.includes('"http-failed"') || line.includes(signature));
  return { requests, statuses, wrong: [...wrong, ...logged] };
}

function others(evidence: string): Pick<KnownLink, 'others'> {
  const [key, foreign] = ['one', 'other'].map((name) => linkKeysIn(linkKey(name))?.[0]) as [LinkKey, LinkKey];
  const question = { remediationId: ASKED_ID, number: 1, evidence };
  const here = audienceOf(PUBLIC_URL, 'RmmRemediation');
  return {
    others: [
      signQuestion(question, here, foreign),
      signQuestion(question, audienceOf('https://other.example', 'RmmRemediation'), key),
      signQuestion({ ...question, number: 2 }, here, key),
      signQuestion({ ...question, evidence: 'f'.repeat(32) }, here, key),
      signQuestion({ ...question, remediationId: 'rem.a1001.disk-space.C.2' }, here, key),
      signQuestion({ ...question, remediationId: 'rem.a9.disk-space.C.1' }, here, key),
    ],
  };
}

function mistakesOf({ method, hasLink }: AnswerRequest, { status, text, headers }: Answer): string[] {
  // What the host answers itself: a method that is not served.
  if (status === 404 && text === '') return ['GET', 'HEAD', 'OPTIONS', 'POST'].includes(method) ? ['not served'] : [];
  if (status === 403 && text === '') return [];
  const wrong: string[] = [];
  if (status >= 500) wrong.push(`answered ${status}`);
  if (headers.get('cache-control') !== 'no-store') wrong.push('may be kept');
  if (!headers.get('content-security-policy')?.includes("frame-ancestors 'none'")) wrong.push('may be framed');
  if (!hasLink && /NW-SRV-01|North Wind/.test(text)) wrong.push('shows a question without its link');
  if (text.includes(linkKey('one'))) wrong.push('an answer holds the key');
  if (/<script(?!\w)|onerror=|\.ts:\d+|node_modules|ZodError|RestError/.test(text))
    wrong.push('an answer says too much');
  return wrong;
}
