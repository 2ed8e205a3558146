import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { type Read, readTeams, readWebhook } from './read-told.ts';

/** The channels of a demo: what waits for somebody, and what the ticket system shows as well. */
export const NOC = 'noc';
export const TICKETS = 'tickets';

/** A message that came to a channel. */
export interface Told extends Read {
  readonly channel: string;
}

/** Where the messages of a demo arrive: one address of a webhook, one of what a Teams workflow is. */
export interface Receiver {
  /** What the secrets of the channels hold. */
  readonly secrets: Readonly<Record<string, string | object>>;
  /** Every message, also one that came again, in the order in which they came. */
  readonly told: readonly Told[];
  readonly openRequests: number;
  close(): Promise<void>;
}

const TEAMS_PATH = '/workflows/tickets';

/** Starts the receivers on any free port of this machine; `onTold` is called for each new message. */
export async function startReceiver(onTold: (told: Told) => void): Promise<Receiver> {
  const signingSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const webhook = new Webhook(signingSecret);
  const told: Told[] = [];
  let openRequests = 0;
  const take = (message: Told) => {
    const isAgain = told.some(({ channel, id }) => channel === message.channel && id === message.id);
    told.push(message);
    if (!isAgain) onTold(message);
  };
  const accept = async (request: IncomingMessage, response: ServerResponse) => {
    openRequests++;
    response.once('close', () => openRequests--);
    const body = await text(request);
    // As Teams: taken, whatever becomes of it.
    if (request.url === TEAMS_PATH) take({ channel: TICKETS, ...readTeams(JSON.parse(body)) });
    else if (isSigned(webhook, request, body)) take({ channel: NOC, ...readWebhook(JSON.parse(body)) });
    else return response.writeHead(401).end();
    return response.writeHead(202).end();
  };
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    accept(request, response).catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    secrets: { [`notify-${NOC}`]: { url: `${url}/noc`, signingSecret }, [`notify-${TICKETS}`]: url + TEAMS_PATH },
    told,
    get openRequests() {
      return openRequests;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The package's own check goes by this machine's time, and a day may be played on another one. */
function isSigned(webhook: Webhook, { headers }: IncomingMessage, body: string): boolean {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  return webhook.sign(String(headers['webhook-id']), at, body) === headers['webhook-signature'];
}
