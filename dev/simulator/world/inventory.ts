/** One drive; the vendor's unit is MB (MiB). */
export interface DiskState {
  readonly drive: string;
  readonly totalMb: number;
  readonly usedMb: number;
}

/** What Atera read from a device at one moment (epoch ms, never sent to clients). */
export interface Inventory {
  readonly takenAt: number;
  readonly disks: readonly DiskState[];
  readonly bootedAt: number;
}

/** Used share of a drive in percent. */
export function percentUsed(disk: DiskState): number {
  return (disk.usedMb / disk.totalMb) * 100;
}

/**
 * Takes a reading every `everyMs`. Needs no timer: whoever is about to change the device reads
 * first, so a reading due before the change still shows the state of its own time.
 */
export class InventoryTaker {
  readonly #everyMs: number;
  readonly #phaseMs: number;
  #last: Inventory;
  #earlier: Inventory | undefined;
  #observedUntil: number;

  constructor(everyMs: number, phaseMs: number, now: number, state: Omit<Inventory, 'takenAt'>) {
    this.#everyMs = everyMs;
    this.#phaseMs = phaseMs;
    this.#last = { takenAt: this.#tickAtOrBefore(now), ...state };
    this.#observedUntil = now;
  }

  /** The reading before the newest one; undefined before there were two. */
  get earlier(): Inventory | undefined {
    return this.#earlier;
  }

  /**
   * The newest reading at `now`, given the state that held since the last call. Offline machines
   * give no reading.
   */
  read(now: number, online: boolean, state: Omit<Inventory, 'takenAt'>): Inventory {
    const tick = this.#tickAtOrBefore(now);
    if (online && tick > this.#observedUntil) {
      this.#earlier = this.#last;
      this.#last = { takenAt: tick, ...state };
    }
    this.#observedUntil = now;
    return this.#last;
  }

  #tickAtOrBefore(now: number): number {
    return Math.floor((now - this.#phaseMs) / this.#everyMs) * this.#everyMs + this.#phaseMs;
  }
}
