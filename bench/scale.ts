// npm run bench:scale [-- devices | alerts | trouble]: what grows with devices, open alerts and customers in trouble, on the embedded
// host; and the promises that a poll keeps however long Atera's list is (docs/scale.md).

import { printAlerts, printDevices, printTrouble } from './scale/report.ts';
import { trouble } from './scale/trouble.ts';
import { manyAlerts, manyDevices } from './scale/worlds.ts';

/** The promises: events of a history, and megabytes that a poll may need beside what is there before. */
const MOST_EVENTS = 100;
const MOST_MB = 150;

/** Rows of one page of Atera's list. */
const ROWS_PER_PAGE = 50;

const [only] = process.argv.slice(2);
const sizes = <T>(part: string, all: readonly T[]) => (only === undefined || only === part ? all : []);

const devices = [];
for (const count of sizes('devices', [1_000, 5_000, 10_000])) devices.push(await manyDevices(count));
if (devices.length > 0) printDevices(devices);

const lists = [];
for (const count of sizes('alerts', [500, 5_000, 100_000])) lists.push(await manyAlerts(count));
if (lists.length > 0) printAlerts(lists);

const troubles = [];
for (const customers of sizes('trouble', [1, 5, 20])) troubles.push(await trouble(10_000, 5_000, customers));
if (troubles.length > 0) printTrouble(troubles);

const longest = Math.max(
  ...devices.map(({ refresh }) => refresh.longestHistory),
  ...lists.map(({ second }) => second.longestHistory),
  ...troubles.map(({ used }) => used.longestHistory),
);
const peakMb = Math.max(0, ...lists.map(({ second }) => second.peakMb));
const pagesAreRight = lists.every(({ count, first, second }) =>
  [first, second].every(({ requests }) => requests === Math.ceil(count / ROWS_PER_PAGE) + 1),
);
const lost = troubles.filter(({ tickets, customers }) => tickets !== 50 * customers + Math.floor(customers / 2));
console.log(
  `\nscale: longestHistory=${longest} pollMb=${peakMb.toFixed(0)} requestsArePagesPlusOne=${pagesAreRight} ` +
    `troubleWithOtherTickets=${lost.length}`,
);
if (longest > MOST_EVENTS || peakMb > MOST_MB || !pagesAreRight || lost.length > 0) process.exitCode = 1;
