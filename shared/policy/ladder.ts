/** The trust ladder, lowest first: each step may do all that the ones before it may. */
export const modes = ['observe', 'propose', 'approve', 'auto'] as const;

/** One step of the trust ladder. */
export type Mode = (typeof modes)[number];

/** Returns true when `mode` allows what `needed` allows. */
export function modeAllows(mode: Mode, needed: Mode): boolean {
  return modes.indexOf(mode) >= modes.indexOf(needed);
}

/** Returns the lower of two steps. */
export function lower(one: Mode, other: Mode): Mode {
  return modeAllows(one, other) ? other : one;
}
