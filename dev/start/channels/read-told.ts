import { z } from 'zod';
import { type EventName, eventNames } from '../../../shared/notify/event-names.ts';

/** One thing that a message says. */
export interface Said {
  readonly text: string;
  /** Known of a webhook's messages alone. */
  readonly id?: string | undefined;
  readonly event?: EventName | undefined;
  readonly customer: string;
  readonly device: string;
  readonly remediationId?: string | undefined;
  /** Where a question is answered, and where the dashboard shows it. */
  readonly answer?: string | undefined;
  readonly dashboard?: string | undefined;
}

/** A message as a channel's reader has it. */
export interface Read {
  /** The same for every try of one message. */
  readonly id: string;
  readonly says: readonly Said[];
}

const Event = z.object({
  id: z.string(),
  event: z.enum(eventNames),
  text: z.string(),
  customerName: z.string().default(''),
  deviceName: z.string().default(''),
  remediationId: z.string().optional(),
  links: z.object({ answer: z.string().optional(), dashboard: z.string().optional() }).default({}),
});

const Signed = z.object({
  type: z.string(),
  data: z.union([
    Event,
    z.object({ id: z.string(), events: z.object({ items: z.array(Event) }) }),
    z.object({ id: z.string(), figures: z.record(z.string(), z.number()).optional() }),
  ]),
});

/** Reads the body of a webhook; throws for one that is not as docs/notifications.md says. */
export function readWebhook(body: unknown): Read {
  const { type, data } = Signed.parse(body);
  if ('event' in data) return { id: data.id, says: [saidOf(data)] };
  if ('events' in data) return { id: data.id, says: data.events.items.map(saidOf) };
  const figures = Object.entries(data.figures ?? {}).map(([name, figure]) => `${name} ${figure}`);
  return { id: data.id, says: [{ text: [type, ...figures].join(', '), customer: '', device: '' }] };
}

function saidOf({ id, event, text, customerName, deviceName, remediationId, links }: z.output<typeof Event>): Said {
  return { id, event, text, customer: customerName, device: deviceName, remediationId, ...links };
}

/** `Message <id>`: the last line of every card. */
const FOOTER = /^Message (\S+)$/;

const Card = z.object({ attachments: z.tuple([z.object({ content: z.object({ body: z.array(z.unknown()) }) })]) });

/** Reads a card as Teams shows it, line by line; throws for what is none of the app's. */
export function readTeams(body: unknown): Read {
  const [{ content }] = Card.parse(body).attachments;
  const lines = content.body.flatMap(linesOf);
  const id = FOOTER.exec(lines.at(-1) ?? '')?.[1];
  if (id === undefined) throw new Error('A card without the id of its message');
  return { id, says: [{ text: lines.slice(0, -1).join(' | '), customer: '', device: '' }] };
}

function linesOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(linesOf);
  if (typeof node !== 'object' || node === null) return [];
  const { inlines, items } = node as { inlines?: readonly { text: string }[]; items?: unknown };
  return inlines ? [inlines.map(({ text }) => text).join('')] : linesOf(items);
}
