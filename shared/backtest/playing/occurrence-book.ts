import type { Condition, ConditionFacts } from '../../domain/occurrences/condition.ts';
import type { PastAlert } from '../../domain/occurrences/course/history-facts.ts';
import { openOrJoin } from '../../domain/occurrences/occurrence.ts';
import type { PastRow } from '../reading/past-row.ts';
import type { DueHeap } from './due-heap.ts';
import type { RowEnd } from './played.ts';

/** An alert that a poll listed, with its moments. Times are epoch ms. */
export interface ListedRow extends PastRow {
  readonly deviceKey: string;
  readonly conditionKey: string;
  readonly raisedAt: number;
  readonly listedAt: number;
  /** The first poll that no longer lists it; absent = never within the period. */
  readonly goneAt?: number | undefined;
}

/** One condition on its way through the period: the app's own row, and what the play adds. */
export interface Track {
  condition: Condition;
  /** Alerts of this occurrence that are open, by id. */
  readonly open: Map<number, PastAlert>;
  /** All alerts of this occurrence, in the order of their listing. */
  rows: ListedRow[];
  /** What it last waited for. */
  waitedFor?: string | undefined;
  /** Its site was away when it was last inspected. */
  isWithSite?: boolean | undefined;
  /** A person reads of it: by a ticket or a question. */
  written?: 'ticket' | 'reopened' | 'question' | undefined;
  dueAt?: number | undefined;
}

/** The conditions of the play, and what became of the alerts of those that ended. */
export class OccurrenceBook {
  readonly tracks = new Map<string, Track>();
  readonly ends = new Map<number, RowEnd>();
  readonly #due: DueHeap<Track>;

  constructor(due: DueHeap<Track>) {
    this.#due = due;
  }

  /** Opens the occurrence of a condition, or joins the one that is open. */
  open(facts: ConditionFacts, now: number): Track {
    const key = trackKey(facts);
    const known = this.tracks.get(key);
    const { condition } = openOrJoin(known?.condition, facts, now);
    const isSame = known?.condition.occurrence === condition.occurrence;
    const track: Track = known ?? { condition, open: new Map(), rows: [] };
    track.condition = condition;
    if (!isSame) Object.assign(track, { rows: [], waitedFor: undefined, written: undefined, isWithSite: false });
    this.tracks.set(key, track);
    if (!isSame || condition.state === 'watching') this.wake(track, now);
    return track;
  }

  /** A poll lists an alert. */
  list(row: ListedRow): void {
    const { id, deviceKey, conditionKey, playbook, agentId, deviceGuid, customerId, deviceName, details } = row;
    const named = { playbook, agentId, deviceGuid, customerId, deviceName, details };
    const track = this.open({ deviceKey, conditionKey, alertId: id, ...named }, row.listedAt);
    track.rows.push(row);
    const { raisedAt, listedAt: firstListedAt, severity, isByAtera } = row;
    track.open.set(id, { raisedAt, firstListedAt, severity, details, isByAtera });
  }

  /** A poll lists an alert no longer: when it was the last one, its occurrence is checked at once. */
  end(row: ListedRow, now: number): void {
    const track = this.tracks.get(trackKey(row));
    if (track?.open.delete(row.id) && track.open.size === 0) this.wake(track, now);
  }

  /** Has the occurrence inspected at `at`. */
  wake(track: Track, at: number): void {
    track.dueAt = at;
    this.#due.add(at, track);
  }

  /** Says what became of every alert of an occurrence that ended or was not over at the end. */
  settle(track: Track, otherwise: RowEnd): void {
    const [first, ...others] = track.rows;
    if (!first) return;
    const because = track.waitedFor ?? otherwise.because;
    const { written } = track;
    this.ends.set(first.id, written ? { verdict: written, because } : { ...otherwise, because });
    for (const { id } of others)
      this.ends.set(id, written ? { verdict: 'joined', because: 'same-condition' } : { ...otherwise, because });
    track.rows = [];
  }
}

/** Returns what a condition is found by. */
export function trackKey({ deviceKey, conditionKey }: Pick<Condition, 'deviceKey' | 'conditionKey'>): string {
  return `${deviceKey} ${conditionKey}`;
}
