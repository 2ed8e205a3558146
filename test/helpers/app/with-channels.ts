import { z } from 'zod';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { type EventName, eventNames } from '../../../shared/notify/event-names.ts';
import type { Channel } from '../../../shared/policy/sections/notify-section.ts';
import type { Receiver } from '../receivers/receiver.ts';
import { SIGNING_SECRET, startWebhook } from '../receivers/webhook.ts';
import { type AppOptions, startApp, type TestApp } from './app.ts';

/** What a webhook received in one message. */
export interface Received {
  readonly id: string;
  readonly isDigest: boolean;
  /** What it is about, each event by its name. */
  readonly events: readonly string[];
  readonly text: string | undefined;
}

/** An app whose people have named channels, and what these received. */
export interface AppWithChannels extends AsyncDisposable {
  readonly app: TestApp;
  readonly receivers: Readonly<Record<string, Receiver>>;
  /** What the first channel received, each message once. */
  received(): Received[];
}

/** What is not sent unless a test asks for it: it comes by the clock. */
const BY_THE_CLOCK: readonly EventName[] = ['daily-summary', 'app-unhealthy'];

/** Starts the app with webhooks of these names, notified of everything but what comes by the clock. */
export async function startWithChannels(
  options: AppOptions = {},
  channels: Readonly<Record<string, Partial<Channel>>> = { ops: {} },
): Promise<AppWithChannels> {
  const clock = new VirtualClock(options.startAt ?? '2026-03-02T08:00:00Z');
  const events = eventNames.filter((name) => !BY_THE_CLOCK.includes(name));
  const receivers: Record<string, Receiver> = {};
  for (const name of Object.keys(channels)) receivers[name] = await startWebhook(clock);
  const all = Object.values(receivers);
  const secrets = Object.fromEntries(
    Object.entries(receivers).map(([name, { url }]) => [`notify-${name}`, { url, signingSecret: SIGNING_SECRET }]),
  );
  const named = Object.entries(channels).map(([name, more]) => ({
    ...{ name, type: 'webhook', secret: `notify-${name}`, events },
    ...more,
  })) as Channel[];
  const notify = { dailySummaryAt: '07:00', ...options.policy?.notify, channels: named };
  const app = await startApp({ ...options, clock, secrets, receivers: all, policy: { ...options.policy, notify } });
  return {
    ...{ app, receivers },
    received: () => (all[0]?.shown ?? []).map(receivedOf),
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      for (const receiver of all) await receiver[Symbol.asyncDispose]();
    },
  };
}

const Listed = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), omitted: z.number().optional() });

const Shown = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({
    text: z.string().optional(),
    event: z.string().optional(),
    counts: Listed(z.object({ event: z.string(), count: z.number() })).optional(),
  }),
});

function receivedOf(shown: unknown): Received {
  const { id, type, data } = Shown.parse(shown);
  const counts = data.counts?.items ?? [{ event: data.event ?? type, count: 1 }];
  const events = counts.flatMap(({ event, count }) => Array.from({ length: count }, () => event));
  return { id, isDigest: type === 'events.digest', events, text: data.text };
}
