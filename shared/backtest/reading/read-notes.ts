import { utc } from '../../domain/time/utc.ts';
import type { Note } from '../report.ts';
import type { HistoryCursor } from './history-cursor.ts';

/** Returns what a reader must know of how the list was read. */
export function cursorNotes({ cut, shrunk, isOrdered, oldestAt }: HistoryCursor): Note[] {
  const reached = oldestAt === undefined ? '–' : utc(oldestAt);
  return [
    ...(cut ? [{ code: 'list-cut', values: { reached, because: cut } }] : []),
    ...(shrunk > 0 ? [{ code: 'gap-possible', values: { n: shrunk } }] : []),
    ...(isOrdered ? [] : [{ code: 'not-newest-first', values: {} }]),
  ];
}
