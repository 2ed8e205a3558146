import { guid } from '../../random.ts';
import type { AlertingPorts } from '../monitoring/monitor.ts';
import type { Customer } from '../people.ts';
import { deviceDownAlert } from './network-alerts.ts';
import type { NetworkDeviceOptions } from './network-options.ts';

/** What one check finds, and what the row shows until the next. */
export interface NetworkState {
  readonly down: boolean;
  readonly closedPorts: readonly number[];
  readonly patternLost: boolean;
}

const HEALTHY: NetworkState = { down: false, closedPorts: [], patternLost: false };

/** So many checks with the same result make Atera believe it. */
const CHECKS_TO_TURN = 2;

const TWIN_MS = 1_000;

/** A device without an agent: its real state, what the last check found, and its open alerts. */
export class NetworkDevice {
  readonly id: number;
  readonly guid: string;
  readonly customer: Customer;
  readonly options: NetworkDeviceOptions;
  name: string;
  /** False while watching is paused. */
  monitored: boolean;
  /** Called whenever the state changed, so that the checks go on. */
  readonly changeListeners = new Set<() => void>();
  readonly #ports: AlertingPorts;
  readonly #alertIds = new Set<number>();
  #state = HEALTHY;
  #shown = HEALTHY;
  #believedDown = false;
  #streak = 0;
  #heldUntil = Number.NEGATIVE_INFINITY;

  constructor(id: number, customer: Customer, options: NetworkDeviceOptions, ports: AlertingPorts) {
    this.id = id;
    this.guid = guid(ports.seed, 'network device', id);
    this.customer = customer;
    this.options = options;
    this.name = options.name;
    this.monitored = options.monitored ?? true;
    this.#ports = ports;
  }

  /** The state that the API shows: the last check's. */
  get shown(): NetworkState {
    return this.#shown;
  }

  /** True while it really does not do what it is watched for, whatever any check has found. */
  get isFailing(): boolean {
    return this.#isFailing(this.#state);
  }

  /** Open alerts of this device, oldest first. */
  get alertIds(): readonly number[] {
    return [...this.#alertIds];
  }

  /**
   * What the community string, the passphrases and the password in a URL are: nothing outside of
   * the vendor may ever hold them.
   */
  get secrets(): readonly string[] {
    const { seed } = this.#ports;
    return ['community', 'authentication', 'privacy'].map((what) => `${what}-${guid(seed, what, this.id)}`);
  }

  /** Is gone altogether. Its alert follows with the checks, or exactly after `alertAfterMs`. */
  goDown(alertAfterMs?: number): void {
    if (alertAfterMs !== undefined) {
      this.#heldUntil = this.#ports.schedule.now() + alertAfterMs;
      this.#ports.schedule.after(alertAfterMs, () => this.#turn(this.#state));
    }
    this.#change({ down: true, closedPorts: this.options.ports ?? [443], patternLost: true });
  }

  /** TCP: one port does not respond any more. */
  closePort(port: number): void {
    this.#change({ ...this.#state, closedPorts: [...this.#state.closedPorts, port] });
  }

  /** HTTP: the page comes, without the text that it must hold. */
  losePattern(): void {
    this.#change({ ...this.#state, patternLost: true });
  }

  /** Works again. */
  comeBack(): void {
    this.#change(HEALTHY);
  }

  /** Somebody pauses watching, or resumes it. */
  setMonitored(monitored: boolean): void {
    this.monitored = monitored;
    for (const listener of this.changeListeners) listener();
  }

  /** Whether another check would bring something new; `unwatched` = as if it were down. */
  isUnsettled(unwatched: boolean): boolean {
    if (!this.monitored) return false;
    const state = this.#observed(unwatched);
    return this.#isFailing(state) !== this.#believedDown || this.#streak > 0 || state !== this.#shown;
  }

  /** One check of the monitoring agent. */
  check(unwatched: boolean): void {
    if (!this.monitored || this.#ports.schedule.now() < this.#heldUntil) return;
    const state = this.#observed(unwatched);
    this.#shown = state;
    this.#streak = this.#isFailing(state) === this.#believedDown ? 0 : this.#streak + 1;
    if (this.#streak >= CHECKS_TO_TURN) this.#turn(state);
  }

  /**
   * One of this device's alerts is no longer open; false when it was another device's. While it is
   * down, another one follows.
   */
  alertClosed(alertId: number): boolean {
    if (!this.#alertIds.delete(alertId)) return false;
    if (this.#alertIds.size > 0 || !this.#believedDown) return true;
    this.#believedDown = false;
    for (const listener of this.changeListeners) listener();
    return true;
  }

  #observed(unwatched: boolean): NetworkState {
    return unwatched ? UNWATCHED : this.#state;
  }

  #isFailing({ down, closedPorts, patternLost }: NetworkState): boolean {
    const { kind, pattern, unmonitoredPorts = [] } = this.options;
    if (kind === 'tcp') return down || closedPorts.some((port) => !unmonitoredPorts.includes(port));
    return down || (kind === 'http' && pattern !== undefined && patternLost);
  }

  #turn(state: NetworkState): void {
    this.#shown = state;
    this.#streak = 0;
    this.#believedDown = this.#isFailing(state);
    if (this.#believedDown) this.#raise();
    else if (this.options.clears ?? true) for (const alertId of this.alertIds) this.#ports.clear(alertId);
  }

  #raise(): void {
    const raise = () => this.#alertIds.add(this.#ports.raise(deviceDownAlert(this)));
    raise();
    if (this.options.twins) this.#ports.schedule.after(TWIN_MS, raise);
  }

  #change(state: NetworkState): void {
    this.#state = state;
    for (const listener of this.changeListeners) listener();
  }
}

const UNWATCHED: NetworkState = { down: true, closedPorts: [], patternLost: true };
