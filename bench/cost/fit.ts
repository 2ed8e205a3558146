import { printTable } from '../storm/figures.ts';
import { idleHour, times, total } from './model.ts';

/**
 * A poll of version 0.1.0 as its steps give it: 10 messages, 7 turns, one entity turned twice, 7
 * operations on our tables; 3.7 empty reads a message.
 */
const OLD_POLL = { queueReads: 47, queueWrites: 20, tableReads: 16, tableWrites: 16, blobReads: 0, blobWrites: 0 };

/**
 * Idle operations an hour of version 0.1.0 on the real host (Functions 4.1037), polls every two
 * minutes.
 */
const MEASURED = [
  { partitions: 4, pollingSeconds: 2, operations: 16_920 },
  { partitions: 4, pollingSeconds: 5, operations: 10_560 },
  { partitions: 4, pollingSeconds: 10, operations: 7_920 },
  { partitions: 1, pollingSeconds: 2, operations: 11_720 },
  { partitions: 1, pollingSeconds: 5, operations: 8_680 },
  { partitions: 1, pollingSeconds: 10, operations: 5_620 },
];

/** How far the model is from all that was measured: it was fitted to the first row alone. */
export function printFit(): void {
  const polls = times(OLD_POLL, 30);
  const rows = MEASURED.map(({ partitions, pollingSeconds, operations }) => {
    const sources = idleHour({ partitions, pollingSeconds, timers: 3 }, polls);
    const estimated = sources.reduce((sum, source) => sum + total(source.operations), 0);
    const off = `${(100 * (estimated / operations - 1)).toFixed(0)} %`;
    return [`${partitions}`, `${pollingSeconds} s`, `${operations}`, estimated.toFixed(0), off];
  });
  printTable(
    'An idle hour of version 0.1.0, measured and by this model',
    ['partitions', 'polling', 'measured', 'estimated', 'off by'],
    rows,
  );
}
