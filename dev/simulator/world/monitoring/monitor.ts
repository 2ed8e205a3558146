import { between, type Range } from '../../random.ts';
import type { Schedule } from '../schedule.ts';
import type { AlertContent } from './alerts.ts';
import type { Lags } from './lags.ts';

/** What everything that raises alerts of its own needs from the world. */
export interface AlertingPorts {
  readonly schedule: Schedule;
  readonly seed: number;
  readonly lags: Lags;
  /** Opens an alert and returns its id. */
  raise(content: AlertContent): number;
  /** Archives an alert as Atera does when its condition has ended. */
  clear(alertId: number): void;
}

/** What a monitor needs from the world around it. */
export interface MonitorPorts {
  readonly schedule: Schedule;
  readonly seed: number;
  readonly raiseMs: Range;
  readonly clearMs: Range;
  /** Names the monitor in the draw of its lags, for instance `1001 disk C:`. */
  readonly name: string;
  /** Opens an alert and answers its id. */
  raise(): number;
  /** Archives the alert as Atera does when the condition has recovered. */
  clear(alertId: number): void;
}

/**
 * One monitored condition of one device. Alert and clearing follow the condition after a lag; an
 * alert that somebody resolves while the condition holds comes back with a new id at the next
 * check.
 */
export class Monitor {
  readonly #ports: MonitorPorts;
  #holding = false;
  #suspended = false;
  #alertId: number | undefined;
  #pending: { readonly step: 'raise' | 'clear'; readonly cancel: () => void } | undefined;
  #draws = 0;

  constructor(ports: MonitorPorts) {
    this.#ports = ports;
  }

  /** The alert that is open for this condition. */
  get alertId(): number | undefined {
    return this.#alertId;
  }

  /** Whether the condition really holds, whatever Atera knows. */
  get holding(): boolean {
    return this.#holding;
  }

  /** Sets how the condition really is now. */
  update(holding: boolean): void {
    this.#holding = holding;
    this.#plan();
  }

  /** While suspended (no contact with the device) nothing is raised or cleared. */
  suspend(suspended: boolean): void {
    this.#suspended = suspended;
    this.#plan();
  }

  /**
   * Opens the alert without a lag; does nothing unless the condition holds and no alert is open.
   */
  raiseNow(): void {
    if (!this.#holding || this.#alertId !== undefined) return;
    this.#drop();
    this.#alertId = this.#ports.raise();
  }

  /** The alert is no longer open, whoever ended it. */
  alertClosed(): void {
    this.#alertId = undefined;
    this.#plan();
  }

  /** Stops for good (the device is gone). */
  stop(): void {
    this.#suspended = true;
    this.#drop();
  }

  #plan(): void {
    const step = this.#nextStep();
    if (step === this.#pending?.step) return;
    this.#drop();
    if (!step) return;
    const { schedule, seed, name, raiseMs, clearMs } = this.#ports;
    const lag = between(step === 'raise' ? raiseMs : clearMs, seed, 'lag', name, step, this.#draws++);
    this.#pending = { step, cancel: schedule.after(lag, () => this.#act(step)) };
  }

  #nextStep(): 'raise' | 'clear' | undefined {
    if (this.#suspended) return undefined;
    const open = this.#alertId !== undefined;
    if (this.#holding === open) return undefined;
    return this.#holding ? 'raise' : 'clear';
  }

  #act(step: 'raise' | 'clear'): void {
    this.#pending = undefined;
    if (step === 'raise') this.#alertId = this.#ports.raise();
    else if (this.#alertId !== undefined) this.#ports.clear(this.#alertId);
  }

  #drop(): void {
    this.#pending?.cancel();
    this.#pending = undefined;
  }
}
