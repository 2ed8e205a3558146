import { CLOCK_SKEW_MS } from './budget/lease.ts';
import type { Clock } from './clock.ts';

/** The date an answer carried, and when on our clock its request was sent and its headers came. */
export interface DatedAnswer {
  /** Who dated it, as a person knows it: `storage`, `Atera`. */
  readonly source: string;
  /** The `Date` header: whole seconds. */
  readonly date: string | undefined;
  /** The `Age` header: a cached answer is as old as that. */
  readonly age?: string | undefined;
  /** Epoch ms. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** How this machine's clock differs from a source's: at least and at most, ms; positive = ahead. */
export interface ClockOffset {
  readonly source: string;
  readonly low: number;
  readonly high: number;
}

/**
 * What is known of this machine's clock. `off` = certainly by more than machines may differ;
 * `agreeing` sources say so, `others` say that it is not.
 */
export type ClockState =
  | { readonly state: 'not-known' }
  | { readonly state: 'ok'; readonly sources: readonly string[] }
  | {
      readonly state: 'off';
      readonly offset: ClockOffset;
      readonly agreeing: readonly string[];
      readonly others: readonly string[];
    };

/** Compares this machine's clock with the dates of answers that it gets anyway. */
export interface ClockWatch {
  observe(answer: DatedAnswer): void;
  state(): ClockState;
}

/** A clock may be set meanwhile: what was read before says nothing any more. */
const KEPT_MS = 10 * 60_000;

/** Of each source; each narrows what is known, the first ones most. */
const MOST_KEPT = 20;

/** The header has whole seconds: the source's clock was up to that much later. */
const DATE_STEP_MS = 1_000;

interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly at: number;
}

/**
 * Returns a watch. What one answer shows is an interval: its date was written at some moment
 * between request and headers, and says the second only. Several answers narrow it; a slow one
 * shows little and spoils nothing. `onOff` hears of a clock that is found off, once until it is
 * right again.
 */
export function makeClockWatch(clock: Pick<Clock, 'now'>, onOff: (text: string) => void = () => {}): ClockWatch {
  const bounds = new Map<string, Bounds[]>();
  let isOff = false;
  const offsets = () => [...bounds].flatMap(([source, all]) => offsetOf(source, all, clock.now()));
  return {
    observe({ source, date, age, sentAt, receivedAt }) {
      const dated = Date.parse(date ?? '');
      if (Number.isNaN(dated) || Number(age ?? 0) > 0) return;
      const one = { low: sentAt - dated - DATE_STEP_MS, high: receivedAt - dated, at: receivedAt };
      const known = bounds.get(source) ?? [];
      // A clock that was set in between contradicts what was read before.
      const still = known.filter(({ low, high }) => low <= one.high && high >= one.low);
      bounds.set(source, [...still, one].slice(-MOST_KEPT));
      const state = stateOf(offsets());
      if (state.state === 'off' && !isOff) onOff(clockText(state));
      isOff = state.state === 'off';
    },
    state: () => stateOf(offsets()),
  };
}

function offsetOf(source: string, all: readonly Bounds[], now: number): ClockOffset[] {
  const recent = all.filter(({ at }) => Math.abs(now - at) <= KEPT_MS);
  if (recent.length === 0) return [];
  const low = Math.max(...recent.map((one) => one.low));
  const high = Math.min(...recent.map((one) => one.high));
  const last = recent.at(-1);
  return [low <= high || !last ? { source, low, high } : { source, low: last.low, high: last.high }];
}

function stateOf(offsets: readonly ClockOffset[]): ClockState {
  const off = offsets.filter(isCertainlyOff);
  const others = offsets.filter((one) => !isCertainlyOff(one)).map(({ source }) => source);
  const [first] = off;
  if (first) {
    const alike = off.filter(({ low, high }) => low <= first.high && high >= first.low);
    const agreeing = alike.map(({ source }) => source);
    const low = Math.max(...alike.map((one) => one.low));
    const high = Math.min(...alike.map((one) => one.high));
    return { state: 'off', offset: low <= high ? { ...first, low, high } : first, agreeing, others };
  }
  const close = offsets.filter(({ low, high }) => high <= CLOCK_SKEW_MS + DATE_STEP_MS && low >= -2 * DATE_STEP_MS);
  return close.length > 0 ? { state: 'ok', sources: close.map(({ source }) => source) } : { state: 'not-known' };
}

/** Whatever the request's way took, the clocks differ by more than leases allow for. */
function isCertainlyOff({ low, high }: ClockOffset): boolean {
  return low > CLOCK_SKEW_MS || high < -CLOCK_SKEW_MS;
}

/** Returns what is known of a clock that is off, for people: by how much at least, and who says so. */
export function clockText({ offset: { low, high }, agreeing }: Extract<ClockState, { state: 'off' }>): string {
  const [least, how] = low > 0 ? [low, 'ahead of'] : [-high, 'behind'];
  return `this machine's clock is at least ${Math.floor(least / 100) / 10} s ${how} ${agreeing.join(' and ')}`;
}
