// npm run bench:cost: what polls and scenarios cost in storage. What the app and Durable do is
// counted on the embedded host; the storage operations that the Azure Storage backend makes of it
// are an estimate, fitted to few measurements (docs/costs.md).
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { printFit } from './cost/fit.ts';
import { countedOf, idleHour, total } from './cost/model.ts';
import { pricesFrom } from './cost/prices.ts';
import { type Line, printCounted, printEstimated, printIdle } from './cost/report.ts';
import { costOf, costOfIdle, SCENARIOS, shareOf } from './cost/scenarios.ts';

const StorageProvider = z.object({
  partitionCount: z.number().default(4),
  maxQueuePollingInterval: z.templateLiteral(['00:00:', z.string()]),
});

/** How host.json sets up the backend. */
function setUp() {
  const host = JSON.parse(readFileSync(new URL('../host.json', import.meta.url), 'utf8'));
  const { partitionCount, maxQueuePollingInterval } = StorageProvider.parse(
    host.extensions.durableTask.storageProvider,
  );
  return { partitions: partitionCount, pollingSeconds: Number(maxQueuePollingInterval.slice(6)), timers: 1 };
}

/** Polls of an hour. */
const POLLS = 30;

const prices = pricesFrom(process.env.COST_PRICES);
const hour = await costOfIdle(60);
const poll = shareOf(hour, POLLS);
const notified = shareOf(await costOfIdle(60, { hasChannel: true }), POLLS);
const lines: Line[] = [
  { name: 'a poll that finds nothing', cost: poll },
  { name: 'the same where a channel is named', cost: notified },
];
const costs: Record<string, number> = {};
for (const [key, scenario] of Object.entries(SCENARIOS)) {
  const cost = await costOf(scenario);
  lines.push({ name: scenario.name, cost });
  costs[key] = countedOf(cost.operations);
}
printCounted(lines);
printEstimated(lines, prices);
const host = setUp();
const sources = idleHour(host, hour.operations);
printIdle(
  `An idle hour: ${host.partitions} partition(s), queues read every ${host.pollingSeconds} s at the latest`,
  sources,
  prices,
);
printFit();
const idle = sources.reduce((sum, { operations }) => sum + total(operations), 0);
const rounded = Object.entries({ idleHour: idle, cleanedDisk: costs.cleaned, ticket: costs.ticket }).map(
  ([name, count]) => `${name}=${count?.toFixed(0)}`,
);
console.log(`\ncost: emptyPoll=${countedOf(poll.operations).toFixed(1)} ${rounded.join(' ')}`);
