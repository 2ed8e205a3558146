import type { Verb } from '../../dev/tables/memory-tables.ts';
import type { DurableEvents } from './counts.ts';

/** Storage operations by what they are billed as. */
export interface Operations {
  /** Reads of queues: those that found a message, and the empty ones around them. */
  readonly queueReads: number;
  /** Messages put and removed. */
  readonly queueWrites: number;
  readonly tableReads: number;
  readonly tableWrites: number;
  readonly blobReads: number;
  readonly blobWrites: number;
}

/**
 * Empty reads around a message: adding and finding one wake the poller, which reads at once and
 * then after 50 ms, 100 ms, 200 ms and so on. Fitted to one point: 11,000 queue operations an idle
 * hour, less 9,000 by the interval (five queues, every 2 s), are 67 for each of 30 polls; the poll
 * of that version had 10 messages, so 20 writes, 10 reads that found one and 37 empty ones.
 */
const EMPTY_READS_PER_MESSAGE = 3.7;

const READS: ReadonlySet<Verb> = new Set(['get', 'list', 'query']);

/**
 * What the Azure Storage backend makes of Durable's events, counted in the source of
 * DurableTask.AzureStorage (June 2026): a turn of an orchestration or entity queries its history,
 * writes it in one transaction and merges its instance row; a start looks for the instance, writes
 * its row and is looked up again when its message is found; a message is put, read and removed. A
 * large one is a blob beside it.
 */
export function operationsOf(events: DurableEvents, own: ReadonlyMap<Verb, number>): Operations {
  const turns = events.turns + events.entityTurns;
  const ownReads = sum(own, (verb) => READS.has(verb));
  return {
    queueReads: events.taken * (1 + EMPTY_READS_PER_MESSAGE),
    queueWrites: events.sent + events.taken,
    tableReads: turns + 2 * events.starts + events.clientReads + ownReads,
    tableWrites: events.historyWrites + events.entityTurns + turns + events.starts + sum(own, () => true) - ownReads,
    blobReads: events.large,
    blobWrites: 2 * events.large,
  };
}

/**
 * The operations that a scenario can be said to have caused, as they were measured on the real
 * host: without reads of queues, most of which find nothing and happen anyway.
 */
export function countedOf({ queueReads: _polling, ...rest }: Operations): number {
  return total(rest);
}

/** All of them. */
export function total(operations: Partial<Operations>): number {
  return Object.values(operations).reduce((all, one) => all + one, 0);
}

/** How the host is set up. */
export interface IdleOptions {
  readonly partitions: number;
  readonly pollingSeconds: number;
  readonly timers: number;
}

/** One line of an idle hour. */
export interface IdleSource {
  readonly source: string;
  readonly operations: Partial<Operations>;
}

const SECONDS = 3_600;

/**
 * The partitions are queried and the row of each is replaced every 10 s (TablePartitionManager);
 * each further instance queries as well.
 */
const PARTITION_SECONDS = 10;

/** Renewals of one timer's lock in an hour, measured. */
const TIMER_LOCK_WRITES = 480;

/**
 * What was left of 2,000 blob operations an hour without three timers' locks: leases of host and
 * app, the timers' states. Taken as writes.
 */
const OTHER_BLOB_WRITES = 560;

/**
 * What an hour costs in which nothing happens but `polls`, by source; the scale controller's reads
 * are no part of it.
 */
export function idleHour({ partitions, pollingSeconds, timers }: IdleOptions, polls: Operations): IdleSource[] {
  const looks = SECONDS / PARTITION_SECONDS;
  return [
    { source: 'reading empty queues', operations: { queueReads: ((partitions + 1) * SECONDS) / pollingSeconds } },
    { source: 'partition table', operations: { tableReads: looks, tableWrites: looks * partitions } },
    { source: "timer's lock", operations: { blobWrites: timers * TIMER_LOCK_WRITES } },
    { source: 'other leases of the host', operations: { blobWrites: OTHER_BLOB_WRITES } },
    { source: 'polls', operations: polls },
  ];
}

/** An operation so many times. */
export function times(operations: Operations, count: number): Operations {
  const entries = Object.entries(operations).map(([kind, each]) => [kind, each * count]);
  return Object.fromEntries(entries) as unknown as Operations;
}

function sum(own: ReadonlyMap<Verb, number>, counts: (verb: Verb) => boolean): number {
  return [...own].reduce((all, [verb, count]) => (counts(verb) ? all + count : all), 0);
}
