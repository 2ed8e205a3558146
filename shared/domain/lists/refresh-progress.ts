import { z } from 'zod';
import { type ListCursor, pagesInAll } from './list-sweep.ts';

/** How far a refresh is, as its run reports it (custom status) and `GET /api/directory` shows it. */
export const RefreshProgress = z.object({
  /** A list of a vendor, or what follows them. */
  stage: z.enum(['atera', 'automox', 'matching', 'other-lists']),
  /** Which list is read, from 1, of how many: Atera's agents, then one for each Automox organisation. */
  list: z.int().positive(),
  lists: z.int().positive(),
  /** Of this list; `pages` null = the vendor has not said how long it is. */
  pagesRead: z.int().nonnegative(),
  pages: z.int().positive().nullable(),
});

/** As above. */
export type RefreshProgress = z.output<typeof RefreshProgress>;

/** Returns the progress of a refresh that reads the list with this number (from 0). */
export function listProgress(list: number, lists: number, cursor: ListCursor): RefreshProgress {
  const pages = pagesInAll(cursor);
  const read = cursor.next === 'done' ? (pages ?? 0) : cursor.next;
  return { stage: list === 0 ? 'atera' : 'automox', list: list + 1, lists, pagesRead: read, pages: pages ?? null };
}

/** Returns the progress of one that has read all its lists. */
export function afterLists(stage: 'matching' | 'other-lists', lists: number): RefreshProgress {
  return { stage, list: lists, lists, pagesRead: 0, pages: null };
}
