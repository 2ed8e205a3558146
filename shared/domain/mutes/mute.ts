import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations.ts';
import { deviceKey, isNameKey } from '../occurrences/keys.ts';

/**
 * Alerts that are left alone for a while, because a person said so: of one device, or of a customer;
 * all of them, or those of one playbook or condition. Times are epoch ms.
 */
export interface Mute {
  readonly id: string;
  /** The device; absent = the whole customer. */
  readonly deviceKey?: string | undefined;
  /** As it was called when the mute was made. */
  readonly deviceName?: string | undefined;
  /** Who is muted; of a device's mute, whose it was when the mute was made. */
  readonly customerId?: number | undefined;
  readonly customerName?: string | undefined;
  /** Absent = whatever playbook. At most one of these two is set. */
  readonly playbook?: string | undefined;
  readonly conditionKey?: string | undefined;
  readonly from: number;
  readonly until: number;
  readonly reason: string;
  /** Who made it, plain text. */
  readonly by: string;
  readonly createdAt: number;
  /** A person ended it before its time. */
  readonly ended?: { readonly at: number; readonly by: string; readonly reason?: string | undefined } | undefined;
}

/** What a mute is asked about: an occurrence, or an alert that may become one. */
export interface MuteSubject {
  readonly deviceKey?: string | undefined;
  readonly conditionKey?: string | undefined;
  readonly playbook: string;
  /** Whose the device is now. */
  readonly customerId?: number | undefined;
}

/** A mute must end: what nobody remembers after a quarter was no maintenance. */
export const MAX_MUTE_MS = 90 * DAY_MS;

/** How far ahead maintenance can be planned. */
const MAX_AHEAD_MS = 366 * DAY_MS;

/** A customer's mute that is longer takes an admin. */
const CUSTOMER_WIDE_MS = 72 * HOUR_MS;

/** Mutes with less than this between them are one. */
const PIECES_WITHIN_MS = HOUR_MS;

/** A form is filled in for some minutes: a beginning just past means now. */
const PAST_MEANS_NOW_MS = 15 * MINUTE_MS;

/** Returns when it ends, or ended (epoch ms). */
export function endOf({ until, ended }: Pick<Mute, 'until' | 'ended'>): number {
  return Math.min(until, ended?.at ?? until);
}

/** Whether it holds at `now` (epoch ms): from its first moment on, and at its end no more. */
export function isInForce(mute: Mute, now: number): boolean {
  return mute.from <= now && now < endOf(mute);
}

/** Whether a mute is about this occurrence, whenever it holds. */
export function covers(mute: Mute, subject: MuteSubject): boolean {
  if (mute.playbook !== undefined && mute.playbook !== subject.playbook) return false;
  if (mute.conditionKey !== undefined && mute.conditionKey !== subject.conditionKey) return false;
  if (mute.deviceKey !== undefined) return isOfDevice(mute, subject.deviceKey);
  return mute.customerId !== undefined && mute.customerId === subject.customerId;
}

/** An alert may name the device by no more than its name. */
function isOfDevice({ deviceKey: key, deviceName, customerId }: Mute, asked: string | undefined): boolean {
  if (asked === undefined || asked === key) return asked !== undefined;
  if (!isNameKey(asked) || deviceName === undefined || customerId === undefined) return false;
  return deviceKey({ customerId, deviceName }) === asked;
}

/**
 * Returns the mute that holds for this occurrence at `now` (epoch ms): of several the one that ends
 * last. Undefined when none does.
 */
export function muteOf(mutes: readonly Mute[], subject: MuteSubject, now: number): Mute | undefined {
  const holding = mutes.filter((mute) => isInForce(mute, now) && covers(mute, subject));
  return holding.reduce<Mute | undefined>(
    (last, mute) => (last && endOf(last) >= endOf(mute) ? last : mute),
    undefined,
  );
}

/** Whom a mute is about, and when. */
type Span = Pick<Mute, 'deviceKey' | 'customerId' | 'playbook' | 'conditionKey' | 'from' | 'until' | 'ended'>;

/**
 * Whether it takes an admin to make it, beside the `others` that there are: a customer is not muted
 * for longer by doing it in pieces.
 */
export function needsAdmin(mute: Span, others: readonly Mute[] = []): boolean {
  if (mute.deviceKey !== undefined) return false;
  const alike = others.filter((one) => holdsForAllOf(one, mute) && endOf(one) > one.from);
  let { from } = mute;
  let until = endOf(mute);
  // Oldest first, then newest first: each may reach the next.
  for (const one of alike.toSorted((a, b) => b.from - a.from)) {
    if (one.from <= from && endOf(one) + PIECES_WITHIN_MS >= from) from = one.from;
  }
  for (const one of alike.toSorted((a, b) => a.from - b.from)) {
    if (one.from - PIECES_WITHIN_MS <= until) until = Math.max(until, endOf(one));
  }
  return until - from > CUSTOMER_WIDE_MS;
}

/** Whether one mutes all that the other does: who muted the customer has muted its playbooks. */
function holdsForAllOf(one: Span, other: Span): boolean {
  if (one.deviceKey !== other.deviceKey || one.customerId !== other.customerId) return false;
  const isOfAll = one.playbook === undefined && one.conditionKey === undefined;
  return isOfAll || (one.playbook === other.playbook && one.conditionKey === other.conditionKey);
}

/** From when until when, or what is wrong with it and where. */
export type MuteTimes =
  | { readonly from: number; readonly until: number }
  | { readonly field: 'from' | 'until'; readonly wrong: string };

/** Returns the times of a new mute at `now` (all epoch ms); without `from` it begins now. */
export function muteTimes(
  { from: asked, until }: { from?: number | undefined; until: number },
  now: number,
): MuteTimes {
  if (asked !== undefined && asked < now - PAST_MEANS_NOW_MS)
    return {
      field: 'from',
      wrong: 'is in the past: a mute changes nothing of what was done. Leave it out to begin now',
    };
  const from = Math.max(asked ?? now, now);
  if (until <= now) return { field: 'until', wrong: 'is in the past' };
  if (until <= from) return { field: 'until', wrong: 'must be after from' };
  if (from > now + MAX_AHEAD_MS) return { field: 'from', wrong: 'must be within a year' };
  if (until - from > MAX_MUTE_MS)
    return { field: 'until', wrong: 'must be at most 90 days after from: a mute always ends' };
  return { from, until };
}

/** Returns whom a mute is about, and of what, for people: `NW-SRV-01 (offline)`. */
export function whomText({
  deviceKey: key,
  deviceName,
  customerId,
  customerName,
  playbook,
  conditionKey,
}: Mute): string {
  const whom = key === undefined ? (customerName ?? `c${customerId}`) : (deviceName ?? key);
  const what = conditionKey ?? playbook;
  return what === undefined ? whom : `${whom} (${what})`;
}
