import { between, chance, pick } from '../random.ts';
import type { ChangedBy, Ticket, TicketEvent } from './tickets.ts';
import type { World } from './world.ts';

/** One request that Atera makes because of a ticket automation rule. */
export interface WebhookCall {
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
}

/**
 * A ticket automation rule with the action "Trigger webhook". Of payload, headers, retries and order
 * nothing is published (integration-facts 1.7): a rule may be told to do each of what is feared.
 */
export interface WebhookRule {
  readonly url: () => string;
  readonly on: readonly TicketEvent[];
  /** Makes the request; answers with its status, or rejects where nothing answers. */
  readonly send: (call: WebhookCall) => Promise<number>;
  /** One of `payloadShapes`; default another one each time. */
  readonly shape?: PayloadShape;
  /** How long a request takes to be sent, drawn for each: so they may come out of order. Default at once. */
  readonly delayMs?: readonly [number, number];
  /** Share of the requests that are made twice. Default none. */
  readonly twice?: number;
  /** How often one that is not answered with 2xx is made again, a minute later. Default never. */
  readonly retries?: number;
  /** Share of the changes made through the API that count as well. Default none: nobody knows. */
  readonly ofApi?: number;
}

type Shape = (ticket: Ticket, event: TicketEvent) => Omit<WebhookCall, 'url'>;

const json = (value: unknown) => ({ contentType: 'application/json', body: JSON.stringify(value) });

/** Shapes that a payload could have, made up. */
export const payloadShapes = {
  flat: ({ id, status }) => json({ TicketID: id, TicketStatus: status, CustomerID: 11 }),
  nested: ({ id, title }, event) => json({ event, data: { ticket: { id, title }, technician: { id: 3 } } }),
  text: ({ id }) => json({ ticketNumber: `#${id}`, contactId: '501' }),
  link: ({ id }) => json({ text: `See https://app.atera.com/new/ticket/${id}/details?tab=1` }),
  form: ({ id, status }) => ({
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ TicketId: String(id), Status: status }).toString(),
  }),
  jsonInForm: ({ id }) => ({
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ payload: JSON.stringify({ Ticket: { Number: String(id) } }) }).toString(),
  }),
  broken: ({ id }) => ({ contentType: 'application/json', body: `{"Ticket ID": ${id}, "Title": "it's "full""}` }),
  list: ({ id }) => json([{ tickets: [{ id }] }]),
} as const satisfies Readonly<Record<string, Shape>>;

/** The name of one. */
export type PayloadShape = keyof typeof payloadShapes;

const SHAPES = Object.keys(payloadShapes) as PayloadShape[];

const RETRY_MS = 60_000;

/** Sets up a rule for what happens to tickets from now on; the answer takes it away. */
export function addWebhookRule(world: World, rule: WebhookRule): () => void {
  let count = 0;
  const { seed } = world;
  const onEvent = (ticket: Ticket, event: TicketEvent, by: ChangedBy) => {
    const number = count++;
    // One rule never triggers another.
    if (by === 'rule' || !rule.on.includes(event)) return;
    if (by === 'api' && chance(seed, 'hook of api', number) >= (rule.ofApi ?? 0)) return;
    const shape = rule.shape ?? pick(SHAPES, seed, 'hook shape', number);
    const call = payloadShapes[shape](ticket, event);
    const times = chance(seed, 'hook twice', number) < (rule.twice ?? 0) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      const delay = rule.delayMs ? between(rule.delayMs, seed, 'hook delay', number, time) : 0;
      world.after(delay, () => void deliver(world, rule, call, rule.retries ?? 0));
    }
  };
  world.tickets.eventListeners.add(onEvent);
  return () => world.tickets.eventListeners.delete(onEvent);
}

async function deliver(
  world: World,
  rule: WebhookRule,
  call: Omit<WebhookCall, 'url'>,
  retries: number,
): Promise<void> {
  const status = await rule.send({ ...call, url: rule.url() }).catch(() => 0);
  const isTaken = status >= 200 && status < 300;
  if (!isTaken && retries > 0) world.after(RETRY_MS, () => void deliver(world, rule, call, retries - 1));
}
