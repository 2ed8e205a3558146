import { between, chance } from '../random.ts';
import type { DeviceOptions } from './device-options.ts';
import type { Lags } from './monitoring/lags.ts';
import type { Schedule } from './schedule.ts';

const HOUR_MS = 3_600_000;

interface Ports {
  readonly schedule: Schedule;
  readonly seed: number;
  readonly lags: Lags;
}

/** Whether a machine has contact with Atera, and what Atera shows of it, which comes later. */
export class Contact {
  #online: boolean;
  #shownOnline: boolean;
  #lastAt: number;
  #changing: (() => void) | undefined;
  #changes = 0;
  readonly #agentId: number;
  readonly #lagMs: number;
  readonly #ports: Ports;

  constructor(agentId: number, { online = true, lastSeenLagMinutes = 0 }: DeviceOptions, ports: Ports) {
    this.#agentId = agentId;
    this.#ports = ports;
    this.#lagMs = lastSeenLagMinutes * 60_000;
    this.#online = online;
    this.#shownOnline = online;
    this.#lastAt = ports.schedule.now() - (online ? 0 : HOUR_MS);
  }

  get online(): boolean {
    return this.#online;
  }

  get shownOnline(): boolean {
    return this.#shownOnline;
  }

  /**
   * What Atera reports as the last contact (epoch ms): of the last minute for a machine that is
   * online, or behind by its lag.
   */
  get lastSeenAt(): number {
    const now = this.#ports.schedule.now();
    if (!this.#online) return this.#lastAt - this.#lagMs;
    const since = chance(this.#ports.seed, 'seen', this.#agentId, Math.floor(now / 60_000)) * 60_000;
    return now - this.#lagMs - Math.floor(since);
  }

  /** Is had or lost from now on; Atera shows it after the lag (drawn unless given), then `shown`. */
  change(online: boolean, lagMs?: number, shown: () => void = () => {}): void {
    const { schedule, seed, lags } = this.#ports;
    this.#online = online;
    if (!online) this.#lastAt = schedule.now();
    this.#changing?.();
    const drawn = online ? lags.onlineMs : lags.offlineMs;
    const lag = lagMs ?? between(drawn, seed, 'contact', this.#agentId, this.#changes++);
    this.#changing = schedule.after(lag, () => {
      this.#shownOnline = online;
      shown();
    });
  }

  /** Nothing more is shown. */
  stop(): void {
    this.#changing?.();
  }
}
