import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { type Arrived, type Judged, jsonOf, type Receiver, startReceiver } from './receiver.ts';

const PATH = '/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx';

const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });
const anyText = (max: number) =>
  z.union([
    plain(max),
    z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() }),
  ]);
const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  url: z.url().max(3_000),
  action_id: z.string().min(1).max(255),
});
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plain(150) }),
  z.strictObject({ type: z.literal('divider') }),
  z
    .strictObject({
      type: z.literal('section'),
      text: anyText(3_000).optional(),
      fields: z.array(anyText(2_000)).min(1).max(10).optional(),
      accessory: button.optional(),
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined),
  z.strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25) }),
  z.strictObject({ type: z.literal('context'), elements: z.array(anyText(2_000)).min(1).max(10) }),
]);

/** Slack's limits of a message in blocks, as its block reference has them. */
const blocksSchema = z
  .array(block)
  .max(50)
  .refine((blocks) => {
    const ids = blocks.flatMap((one) =>
      one.type === 'actions'
        ? one.elements.map((each) => each.action_id)
        : 'accessory' in one && one.accessory
          ? [one.accessory.action_id]
          : [],
    );
    return new Set(ids).size === ids.length;
  }, 'an action_id is used twice');

/** More than one message a second is too many; a few are tolerated. */
const BURST = 5;

/** Starts what Slack's incoming webhook is: `ok`, or a word for what is wrong. */
export function startSlack(clock: Clock): Promise<Receiver> {
  const times: number[] = [];
  return startReceiver(
    clock,
    (arrived) => {
      times.push(arrived.at);
      const recent = times.filter((at) => at > arrived.at - BURST * 1_000).length;
      return recent > BURST + 5 ? { status: 429, answer: 'rate_limited' } : judge(arrived);
    },
    PATH,
  );
}

function judge({ path, body, headers }: Arrived): Judged {
  if (path !== PATH) return { status: 404, answer: 'no_service' };
  if (!headers['content-type']?.startsWith('application/json')) return { status: 400, answer: 'invalid_payload' };
  const message = jsonOf(body) as { text?: unknown; blocks?: unknown } | undefined;
  if (typeof message !== 'object' || message === null) return { status: 400, answer: 'invalid_payload' };
  if (typeof message.text !== 'string' || message.text === '') return { status: 400, answer: 'no_text' };
  if (blockMistakes(message.blocks).length > 0) return { status: 400, answer: 'invalid_blocks' };
  return { status: 200, answer: 'ok', shown: message };
}

/** Returns what Slack would refuse in the blocks of a message. */
export function blockMistakes(blocks: unknown): string[] {
  if (blocks === undefined) return [];
  const { error } = blocksSchema.safeParse(blocks);
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}
