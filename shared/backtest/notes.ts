import { classOf } from './devices.ts';
import type { PlayWorld } from './playing/occurrence-play.ts';
import type { Played } from './playing/played.ts';
import type { PastRow } from './reading/past-row.ts';
import type { Note } from './report.ts';

/** What reading the history showed. */
export interface ReadFacts {
  /** The account, or the name of a file. */
  readonly source: string;
  readonly unreadable?: number;
  /** Rows that came again, because the list moved or the file holds them twice. */
  readonly repeated?: number;
  /** What else a reader must know, such as why the list was not read to its end. */
  readonly notes?: readonly Note[];
}

/** Returns how far the figures go, the most important first. */
export function notesOf(
  rows: readonly PastRow[],
  { read, world, played }: { readonly read: ReadFacts; readonly world: PlayWorld; readonly played: Played },
): Note[] {
  const taken = rows.filter(({ code }) => code === 'queued');
  const strangers = taken.filter(
    (row) => row.agentId !== undefined && classOf(world.devices, row.deviceKey) === undefined,
  );
  const hasDevices = world.devices.agents.size > 0;
  const ends = [...played.ends.values()];
  const number = (code: string, n: number, values: Note['values'] = {}): Note[] =>
    n === 0 ? [] : [{ code, values: { n, ...values } }];
  return [
    { code: 'no-readings', values: {} },
    ...(read.notes ?? []),
    ...number('end-unknown', taken.filter(({ isOpen, endedAt }) => !isOpen && endedAt === undefined).length),
    ...number('undated', ends.filter(({ verdict }) => verdict === 'undated').length),
    ...(hasDevices
      ? number('device-unknown', strangers.length, { devices: new Set(strangers.map((row) => row.deviceKey)).size })
      : [{ code: 'no-devices', values: {} }]),
    ...(hasDevices ? [{ code: 'fleet-of-today', values: { devices: world.devices.agents.size } }] : []),
    ...number('unreadable', read.unreadable ?? 0),
    ...number('repeated', read.repeated ?? 0),
    ...number('still-open', rows.filter(({ isOpen }) => isOpen).length),
    ...number('snoozed', rows.filter(({ isSnoozed }) => isSnoozed).length),
    ...number('severity-unknown', rows.filter(({ severity }) => severity === 'unknown').length),
    ...number('had-tickets', taken.filter(({ ticketId }) => ticketId !== undefined).length),
    ...number('suspected', played.suspicions),
    { code: 'assumed-modes', values: {} },
  ];
}
