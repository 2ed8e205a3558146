import type { Mute } from '../domain/mutes/mute.ts';
import type { Policy } from '../policy/policy.ts';
import type { Language } from '../texts/language.ts';
import { buildReport } from './build-report.ts';
import type { PastDevices } from './devices.ts';
import type { ReadFacts } from './notes.ts';
import { play, type Rest } from './playing/play.ts';
import type { PastRow } from './reading/past-row.ts';
import type { BacktestReport } from './report.ts';

interface Given {
  /** In any order, with repeats and with what lies outside of the period. */
  readonly rows: Iterable<PastRow>;
  readonly policy: Policy;
  readonly devices: PastDevices;
  /** Those that there were; none where only a file is played. */
  readonly mutes?: readonly Mute[];
  readonly from: number;
  readonly until: number;
  readonly read: ReadFacts;
  readonly language: Language;
  /** Called again and again; needed where the process does other work. */
  readonly rest?: Rest;
}

/** Plays what was read and returns the report. Of rows of the same id the one read last counts. */
export async function runBacktest({
  rows: given,
  from,
  until,
  read,
  language,
  rest,
  ...world
}: Given): Promise<BacktestReport> {
  const byId = new Map<number, PastRow>();
  let repeated = read.repeated ?? 0;
  for (const row of given) {
    if (row.raisedAt !== undefined && (row.raisedAt < from || row.raisedAt > until)) continue;
    if (byId.has(row.id)) repeated++;
    byId.set(row.id, row);
  }
  const rows = [...byId.values()];
  const played = await play(rows, { ...world, from, until }, rest);
  return buildReport({ rows, played, world: { ...world, from, until }, read: { ...read, repeated }, language });
}
