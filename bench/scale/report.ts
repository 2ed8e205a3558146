import { printTable } from '../storm/figures.ts';
import type { Trouble } from './trouble.ts';
import type { manyAlerts, manyDevices } from './worlds.ts';

type Devices = Awaited<ReturnType<typeof manyDevices>>;
type Alerts = Awaited<ReturnType<typeof manyAlerts>>;

const whole = (value: number) => Math.round(value).toLocaleString('en-US');

/** Prints what polls and a refresh take by the number of devices. */
export function printDevices(all: readonly Devices[]): void {
  printTable(
    'Devices, all well: a poll, and a refresh of the directory with the polls meanwhile',
    [
      'devices',
      'requests of a poll',
      'operations of a poll (ours / all)',
      'requests of a refresh',
      'operations of a refresh (ours / all)',
      'longest history',
      'MB above',
    ],
    all.map(({ count, idle, refresh }) => [
      whole(count),
      whole(idle.requests),
      `${whole(idle.own)} / ${whole(idle.operations)}`,
      whole(refresh.requests),
      `${whole(refresh.own)} / ${whole(refresh.operations)}`,
      whole(refresh.longestHistory),
      whole(Math.max(idle.peakMb, refresh.peakMb)),
    ]),
  );
}

/** Prints what polls take by the number of alerts that they list. */
export function printAlerts(all: readonly Alerts[]): void {
  printTable(
    'Open alerts that are nobody’s work: the poll that lists them first, and the next one',
    [
      'open alerts',
      'requests',
      'operations, first (ours / all)',
      'operations, next (ours / all)',
      'longest history',
      'MB above, first',
      'MB above, next',
    ],
    all.map(({ count, first, second }) => [
      whole(count),
      `${whole(first.requests)}, ${whole(second.requests)}`,
      `${whole(first.own)} / ${whole(first.operations)}`,
      `${whole(second.own)} / ${whole(second.operations)}`,
      whole(second.longestHistory),
      whole(first.peakMb),
      whole(second.peakMb),
    ]),
  );
}

/** Prints what an hour of trouble takes by the number of customers that have it. */
export function printTrouble(all: readonly Trouble[]): void {
  printTable(
    'An hour in which customers are in trouble, polls included',
    [
      'customers',
      'alerts at work',
      'other open alerts',
      'tickets',
      'last ticket after',
      'requests',
      'operations (ours / all)',
      'longest history',
      'MB above',
    ],
    all.map(({ customers, alerts, others, tickets, lastTicketMinutes, used }) => [
      whole(customers),
      whole(alerts),
      whole(others),
      whole(tickets),
      `${lastTicketMinutes.toFixed(1)} min`,
      whole(used.requests),
      `${whole(used.own)} / ${whole(used.operations)}`,
      whole(used.longestHistory),
      whole(used.peakMb),
    ]),
  );
}
