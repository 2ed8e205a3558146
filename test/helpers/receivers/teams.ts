import type { Clock } from '../../../shared/clock.ts';
import { cardMistakes } from './adaptive-card.ts';
import { type Arrived, type Judged, jsonOf, type Receiver, startReceiver } from './receiver.ts';

const PATH =
  '/powerautomate/automations/direct/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=Ab-cd_EF~gh';

/** What the action that posts to a channel takes at most. */
const MAX_BYTES = 28 * 1024;

/**
 * Starts what a Teams workflow is: it answers 202 with nothing as soon as it is triggered, and fails
 * later and alone where the message is none that it can post.
 */
export function startTeams(clock: Clock): Promise<Receiver> {
  return startReceiver(clock, judge, PATH);
}

function judge({ method, path, body }: Arrived): Judged {
  // Byte for byte: its signature is over what is in it.
  if (path !== PATH) return { status: 401, answer: 'DirectApiAuthorizationRequired' };
  if (method !== 'POST') return { status: 404 };
  const message = jsonOf(body) as { attachments?: unknown[] } | undefined;
  if (message === undefined) return { status: 400, answer: 'InvalidRequestContent' };
  const failure = failureOf(message, body);
  return failure === undefined ? { status: 202, shown: message } : { status: 202, failure };
}

function failureOf({ attachments }: { attachments?: unknown }, body: string): string | undefined {
  if (!Array.isArray(attachments)) return "ExpressionEvaluationFailed: 'attachments' is not an array";
  if (Buffer.byteLength(body) > MAX_BYTES) return 'RequestEntityTooLarge';
  const mistakes = attachments.flatMap(({ contentType, content }) =>
    contentType === 'application/vnd.microsoft.card.adaptive' ? cardMistakes(content) : ['is no adaptive card'],
  );
  return mistakes.length > 0 ? `The card could not be displayed: ${mistakes.join('; ')}` : undefined;
}
