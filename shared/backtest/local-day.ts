import { DateTime, IANAZone } from 'luxon';
import { DAY_MS, MINUTE_MS } from '../durations.ts';

/** Nights are from 22:00 to 06:00. */
const NIGHT_FROM = 22;
const NIGHT_TO = 6;

const QUARTER_MS = 15 * MINUTE_MS;

/** A moment as the clocks on the wall show it. */
export interface LocalMoment {
  /** `2026-03-02`. */
  readonly day: string;
  readonly hour: number;
  /** The day on which its night began; undefined by day. */
  readonly night: string | undefined;
}

/** Returns what turns a moment (epoch ms) into the local day of a zone (IANA). */
export function localMoments(): (at: number, zone: string) => LocalMoment {
  const offsetAt = zoneOffsets();
  return (at, name) => {
    const local = new Date(at + offsetAt(at, name));
    const hour = local.getUTCHours();
    const isNight = hour >= NIGHT_FROM || hour < NIGHT_TO;
    // Before six it is still the night of the day before.
    const evening = new Date(local.getTime() - (hour < NIGHT_TO ? DAY_MS : 0));
    return { day: dayOf(local), hour, night: isNight ? dayOf(evening) : undefined };
  };
}

function dayOf(local: Date): string {
  return local.toISOString().slice(0, 10);
}

/** Offsets change at quarters of an hour at the most; to work one out takes long. */
function zoneOffsets(): (at: number, zone: string) => number {
  const known = new Map<string, Map<number, number>>();
  return (at, name) => {
    const ofZone = known.get(name) ?? new Map<number, number>();
    known.set(name, ofZone);
    const quarter = Math.floor(at / QUARTER_MS);
    const offset = ofZone.get(quarter) ?? IANAZone.create(name).offset(at) * MINUTE_MS;
    ofZone.set(quarter, offset);
    return offset;
  };
}

/** Returns every local day from one moment to another, both included. */
export function daysBetween(from: number, until: number, zoneName: string): string[] {
  const zone = IANAZone.create(zoneName);
  const last = DateTime.fromMillis(until, { zone }).startOf('day');
  const days: string[] = [];
  for (let day = DateTime.fromMillis(from, { zone }).startOf('day'); day <= last; day = day.plus({ days: 1 }))
    days.push(day.toISODate() ?? '');
  return days;
}
