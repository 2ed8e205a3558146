import { endOf } from '../../domain/mutes/mute.ts';
import { listRows } from '../reading/list-rows.ts';
import type { PastRow } from '../reading/past-row.ts';
import { DueHeap } from './due-heap.ts';
import { type ListedRow, OccurrenceBook, type Track } from './occurrence-book.ts';
import { OccurrencePlay, type PlayWorld } from './occurrence-play.ts';
import type { Played } from './played.ts';
import { pollAt } from './poll-grid.ts';
import { SitePlay } from './site-play.ts';

/**
 * Plays a history of alerts through the app's own rules on a virtual clock: what each poll would
 * have listed, the site rule, one occurrence for each condition, when a playbook would have called
 * a person, flapping, tickets opened again, mutes. Nothing outside is read or written.
 */
export async function play(rows: readonly PastRow[], world: PlayWorld, rest?: Rest): Promise<Played> {
  const { listed, ends } = listRows(rows, world);
  const due = new DueHeap<Track>();
  const book = new OccurrenceBook(due);
  const sites = new SitePlay(world);
  const occurrences = new OccurrencePlay(book, sites, world);
  const gone = new DueHeap<ListedRow>();
  let next = 0;
  let judgeAt: number | undefined;
  const edges = edgesOf(world);
  for (let moments = 1; ; moments++) {
    if (moments % MOMENTS_PER_REST === 0) await rest?.();
    const now = Math.min(
      listed[next]?.listedAt ?? NEVER,
      gone.nextAt ?? NEVER,
      due.nextAt ?? NEVER,
      judgeAt ?? NEVER,
      edges[0] ?? NEVER,
    );
    if (now > world.until) break;
    for (let row = listed[next]; row && row.listedAt === now; row = listed[++next]) {
      book.list(row);
      sites.list(row);
      if (row.goneAt !== undefined) gone.add(row.goneAt, row);
    }
    while (gone.nextAt === now) {
      const row = gone.take() as ListedRow;
      book.end(row, now);
      sites.end(row);
    }
    const isEdge = edges[0] === now;
    if (isEdge) edges.shift();
    for (const incident of await sites.judge(now, isEdge || judgeAt === now)) occurrences.site(incident, now);
    const again = sites.judgeAgainAfterMs;
    judgeAt = again === undefined ? undefined : judgeAt === undefined || judgeAt <= now ? now + again : judgeAt;
    while (due.nextAt === now) occurrences.inspect(due.take() as Track, now);
  }
  for (const track of book.tracks.values()) book.settle(track, { verdict: 'waiting', because: 'alert-open' });
  for (const incident of sites.watch?.incidents ?? []) if (incident.endedAt === undefined) sites.note(incident);
  for (const [id, end] of book.ends) ends.set(id, end);
  return { ends, written: occurrences.written, sites: sites.found, suspicions: sites.suspicions };
}

/** When mutes begin and end, as polls find it: the site rule may hold then. */
function edgesOf({ mutes = [], from }: PlayWorld): number[] {
  const moments = mutes.flatMap((mute) => [pollAt(mute.from), pollAt(endOf(mute))]);
  return [...new Set(moments)].filter((at) => at >= from).sort((a, b) => a - b);
}

/**
 * Lets all else that this process does have its turn: polls, runs and their requests, whose time is
 * limited.
 */
export type Rest = () => Promise<void>;

/** Some milliseconds of work. */
const MOMENTS_PER_REST = 50;

const NEVER = Number.POSITIVE_INFINITY;
