import { DateTime, IANAZone } from 'luxon';
import { HOUR_MS } from '../durations.ts';

/** Nights are from 22:00 to 06:00. */
const NIGHT_FROM = 22;
const NIGHT_TO = 6;

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
  const zones = new Map<string, IANAZone>();
  return (at, name) => {
    const zone = zones.get(name) ?? IANAZone.create(name);
    zones.set(name, zone);
    const local = DateTime.fromMillis(at, { zone });
    const day = local.toISODate() ?? '';
    const { hour } = local;
    const evening = hour >= NIGHT_FROM ? day : DateTime.fromMillis(at - NIGHT_TO * HOUR_MS, { zone }).toISODate();
    const isNight = hour >= NIGHT_FROM || hour < NIGHT_TO;
    return { day, hour, night: isNight ? (evening ?? day) : undefined };
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
