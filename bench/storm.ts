// npm run bench:storm: storms, large sites and long lists on the embedded host, and what they cost.
import { realClock } from '../dev/host/index.ts';
import { withStorm } from './storm/app.ts';
import { percentile } from './storm/figures.ts';
import { emptyPoll, longList, site } from './storm/lists.ts';
import { printRequests, printWaits, requestsPerAlert, urgentWaits } from './storm/report.ts';
import { type StormKind, storm } from './storm/storm.ts';

/** The longest history of a poll that the design allows. */
const MOST_EVENTS = 100;

/**
 * Without it all that is asked for at one moment would be answered at that moment, and nobody would
 * wait as they do.
 */
const SLOW = { latencyMs: 800 };

const THOUSAND = { customers: 40, alertsEach: 25, minutes: 40, sampleSeconds: 5 };

/** 400 alerts in real time, decided within the minute. */
const REAL: StormKind = { customers: 40, alertsEach: 10, minutes: 1, sampleSeconds: 1 };

const full = await withStorm((app) => storm(app, THOUSAND), SLOW);
printRequests('1,000 full disks', full);
printWaits('1,000 full disks', full);
const mixed = await withStorm((app) => storm(app, { ...THOUSAND, mixed: true }), SLOW);
printRequests('1,000 mixed alerts', mixed);
printWaits('1,000 mixed alerts', mixed);
const real = await withStorm((app) => storm(app, REAL), { ...SLOW, realClock, pollSchedule: '*/10 * * * * *' });
printWaits('400 full disks in real time', real);

const quiet = await withStorm(site);
console.log(`\nsite of 1,000 of 5,000: ${quiet.tickets} ticket(s), ${quiet.polls} polls after the rule held`);
const lists = [await withStorm((app) => longList(app, 5_000)), await withStorm((app) => longList(app, 50_000))];
for (const { count, events, requests } of lists)
  console.log(`list of ${count} open alerts: at most ${events} events a generation, ${requests} list requests`);
const pollEvents = Math.max(...lists.map(({ events }) => events));
const empty = await withStorm(emptyPoll);
const perAlert = Math.max(...[full, mixed].map((measure) => requestsPerAlert(measure).apart));
console.log(
  `storm: takenUpP95=${percentile(urgentWaits(full.results), 0.95).toFixed(1)} requestsPerAlert=${perAlert.toFixed(2)} ` +
    `siteTicketPolls=${quiet.polls} pollEvents=${pollEvents} emptyPollOperations=${empty.toFixed(1)}`,
);
if (pollEvents > MOST_EVENTS || quiet.tickets !== 1) process.exitCode = 1;
