import type { EventQueue, Random } from './events.ts';

/**
 * Machines whose clocks stay within a band of `skewMs` around true time but may step within it,
 * either way, at any moment.
 */
export interface Machines {
  /** A machine at random. */
  any(): number;
  /** What its clock shows, whole epoch ms. */
  clock(machine: number): number;
}

/** Where simulated time begins, epoch ms. */
const EPOCH_MS = Date.UTC(2026, 2, 2);

/**
 * `stepEveryMs`: mean time between two steps of one clock; Infinity keeps every clock where it
 * began.
 */
export function makeMachines(
  queue: EventQueue,
  random: Random,
  options: { readonly count: number; readonly skewMs: number; readonly stepEveryMs: number },
): Machines {
  const { count, skewMs, stepEveryMs } = options;
  // The ends of the band are what hurts, so they are taken as often as all of its inside.
  const offset = () => (random.chance(0.5) ? random.between(-0.5, 0.5) : random.chance(0.5) ? -0.5 : 0.5) * skewMs;
  const offsets = Array.from({ length: count }, offset);
  const step = (machine: number) => {
    offsets[machine] = offset();
    queue.after(random.between(0, 2 * stepEveryMs), () => step(machine));
  };
  if (Number.isFinite(stepEveryMs)) {
    for (let machine = 0; machine < count; machine++)
      queue.after(random.between(0, 2 * stepEveryMs), () => step(machine));
  }
  return {
    any: () => Math.floor(random.next() * count),
    // Rounded down: both sides of a comparison then err by less than 1 ms, which the band's ends
    // would not forgive.
    clock: (machine) => Math.floor(EPOCH_MS + queue.now + (offsets[machine] as number)),
  };
}
