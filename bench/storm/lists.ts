import { POLL_INSTANCE_ID } from '../../shared/domain/occurrences/keys.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Storm } from './app.ts';
import { addFleet } from './fleet.ts';

/**
 * A site of 1,000 of 5,000 servers: polls from the one that lists it all to its ticket, and how
 * many tickets there are.
 */
export async function site(app: Storm) {
  const calm = { kind: 'server', usedPercent: 40 } as const;
  const servers = await addFleet(app, { customer: 'SITE', count: 1_000, ...calm });
  await addFleet(app, { customer: 'REST', count: 4_000, ...calm });
  await app.pass(2 * MINUTE_MS);
  for (const device of servers) device.goOffline();
  let polls = -1;
  for (let minute = 0; minute < 30 && app.simulator.world.tickets.all().length === 0; minute += 2) {
    await app.pass(2 * MINUTE_MS);
    if (app.log.includes('site-incident')) polls++;
  }
  await app.pass(4 * MINUTE_MS);
  return { polls, tickets: app.simulator.world.tickets.all().length };
}

/**
 * The longest history of a poll over so many open alerts that are nobody's work, and how many
 * requests its lists took.
 */
export async function longList(app: Storm, count: number) {
  for (let i = 0; i < count; i++) app.simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });
  let events = 0;
  const minutes = Math.ceil(count / 50 / 200) * 2 + 4;
  for (let second = 0; second < minutes * 60; second += 5) {
    await app.pass(5_000);
    events = Math.max(events, historyOf(app));
  }
  return { count, events, requests: app.simulator.requestsOf('GET /alerts').length };
}

function historyOf({ host }: Storm): number {
  return host.client.status(POLL_INSTANCE_ID) ? host.client.history(POLL_INSTANCE_ID).length : 0;
}

/** Storage transactions of a poll while there is no alert. */
export async function emptyPoll(app: Storm): Promise<number> {
  await app.pass(21 * MINUTE_MS);
  const count = () => [...app.tables.transactions.values()].reduce((sum, n) => sum + n, 0);
  const before = count();
  await app.pass(20 * MINUTE_MS);
  return (count() - before) / 10;
}
