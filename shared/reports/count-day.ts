import type { Outcome } from '../domain/occurrences/course/outcome.ts';
import { DAY_MS, MINUTE_MS } from '../durations.ts';
import type { AlertClass, Counted, DayFigures, Duration, Figures, NoisyDevice } from './day-figures.ts';
import { type Histogram, withDuration } from './histogram.ts';

/** Of a day; a month's list is made of them. */
const MOST_DEVICES = 100;
const MOST_CLASSES = 60;
const MAX_NAME = 60;

interface Tally {
  readonly customerId: number | null;
  name?: string;
  readonly counts: Partial<Record<Counted, number>>;
  readonly durations: Partial<Record<Duration, Histogram>>;
  readonly notTakenUp: Record<string, number>;
}

/**
 * Counts the outcomes of one day, whatever their order: the same rows give the same figures, so a
 * day can be counted again at any time. Holds one tally per customer, device and class, not the
 * rows.
 */
export async function countDay(outcomes: AsyncIterable<Outcome> | Iterable<Outcome>): Promise<DayFigures> {
  const tallies = new Map<number | null, Tally>();
  const devices = new Map<string, NoisyDevice>();
  const classes = new Map<string, AlertClass>();
  for await (const outcome of outcomes) {
    const customerId = outcome.customerId ?? null;
    const tally = tallies.get(customerId) ?? { customerId, counts: {}, durations: {}, notTakenUp: {} };
    tallies.set(customerId, tally);
    if (outcome.customerName) tally.name = outcome.customerName;
    if (countOutcome(tally, outcome)) {
      countDevice(devices, outcome);
      countClass(classes, outcome);
    }
  }
  const noisiest = noisiestOf(devices, MOST_DEVICES);
  const commonest = noisiestOf(classes, MOST_CLASSES);
  const customers = [...tallies.values()].filter(({ counts }) => Object.keys(counts).length > 0);
  return {
    customers: customers.sort((one, other) => (one.customerId ?? 0) - (other.customerId ?? 0)) as Figures[],
    ...{ devices: noisiest, moreDevices: devices.size - noisiest.length },
    ...{ classes: commonest, moreClasses: classes.size - commonest.length },
  };
}

/** Returns whether it is an alert: a request without one, and what the poll says of itself, is none. */
function countOutcome(tally: Tally, outcome: Outcome): boolean {
  const add = (name: Counted) => {
    tally.counts[name] = (tally.counts[name] ?? 0) + 1;
  };
  countOccurrence(add, outcome);
  const isUnreadable = outcome.state === 'unreadable';
  if (outcome.alertId === undefined && !isUnreadable) {
    if (outcome.remediationId !== undefined) add('requests');
    return false;
  }
  add('alerts');
  if (isUnreadable) add('unreadable');
  if (outcome.playbook !== 'none') add('recognised');
  if (outcome.remediationId === undefined) {
    if (!isUnreadable) tally.notTakenUp[outcome.code] = (tally.notTakenUp[outcome.code] ?? 0) + 1;
  } else {
    add('takenUp');
    add(courseOf(outcome));
  }
  countDurations(tally, outcome);
  return true;
}

/** Each alert that was taken up is one of these. */
function courseOf({ ending, ticketId }: Outcome): Counted {
  if (ending === 'fixed') return 'fixed';
  if (ticketId !== undefined) return 'ticketed';
  return ending ?? 'inHand';
}

function countOccurrence(add: (name: Counted) => void, outcome: Outcome): void {
  if (!outcome.isFirst) return;
  const { backAfterMinutes, backAfterFix } = outcome;
  add('occurrences');
  if (outcome.ticketId !== undefined) add('tickets');
  if (outcome.ticketOpen) add('openTickets');
  if (backAfterMinutes === undefined) return;
  for (const [days, name, ofFix] of BACK_WITHIN) {
    if (backAfterMinutes * MINUTE_MS > days * DAY_MS) continue;
    add(name);
    if (backAfterFix) add(ofFix);
  }
}

const BACK_WITHIN = [
  [1, 'back24h', 'backAfterFix24h'],
  [7, 'back7d', 'backAfterFix7d'],
  [30, 'back30d', 'backAfterFix30d'],
] as const;

function countDurations({ durations }: Tally, outcome: Outcome): void {
  const { raisedAt, firstListedAt, decidedAt, endedAt, ending } = outcome;
  const add = (name: Duration, ms: number) => {
    durations[name] = withDuration(durations[name] ?? {}, ms);
  };
  if (raisedAt !== undefined) add('toDetect', firstListedAt - raisedAt);
  if (decidedAt !== undefined) add('toDecide', decidedAt - firstListedAt);
  if (raisedAt !== undefined && endedAt !== undefined && ending !== 'left') add('toEnd', endedAt - raisedAt);
}

function countDevice(devices: Map<string, NoisyDevice>, { customerId: id, deviceName }: Outcome): void {
  if (!deviceName) return;
  const customerId = id ?? null;
  const name = deviceName.slice(0, MAX_NAME);
  const key = `${customerId} ${name.toLowerCase()}`;
  devices.set(key, { customerId, name, alerts: (devices.get(key)?.alerts ?? 0) + 1 });
}

function countClass(classes: Map<string, AlertClass>, { customerId: id, playbook, title }: Outcome): void {
  const customerId = id ?? null;
  const isPlaybook = playbook !== 'none';
  const name = isPlaybook ? playbook : titleClass(title);
  const key = `${customerId} ${isPlaybook} ${name}`;
  classes.set(key, { customerId, name, isPlaybook, alerts: (classes.get(key)?.alerts ?? 0) + 1 });
}

/** Titles that differ in numbers only are one class. */
function titleClass(title: string | undefined): string {
  return (title ?? '').replaceAll(/\d+/g, '#').slice(0, MAX_NAME) || '–';
}

function noisiestOf<T extends { readonly alerts: number; readonly name: string }>(
  found: ReadonlyMap<string, T>,
  most: number,
): T[] {
  const sorted = [...found].sort(([a, one], [b, other]) => other.alerts - one.alerts || (a < b ? -1 : 1));
  return sorted.slice(0, most).map(([, row]) => row);
}
