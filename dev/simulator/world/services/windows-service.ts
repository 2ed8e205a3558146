import { between, pick, type Range } from '../../random.ts';
import type { Device } from '../device.ts';
import type { AlertContent } from '../monitoring/alerts.ts';
import { type AlertingPorts, Monitor } from '../monitoring/monitor.ts';
import { type ServiceAlertTitle, serviceAlert } from './service-alert.ts';

/** How Windows starts a service; the alert and the API never report it. */
export type StartType = 'automatic' | 'delayed' | 'trigger' | 'manual' | 'disabled';

/** What a test or a scenario says about a service; the name is the only one without a default. */
export interface WindowsServiceOptions {
  /** The short name, for instance `MSSQL$SQLEXPRESS`. */
  readonly name: string;
  /** For instance `SQL Server (SQLEXPRESS)`; default the short name. */
  readonly displayName?: string;
  /** Default `automatic`. */
  readonly startType?: StartType;
  /** Default running. */
  readonly stopped?: boolean;
  /**
   * Which name the alert gives; which it is in a real tenant is unknown, so by default the seed
   * decides.
   */
  readonly reportedAs?: 'name' | 'displayName';
  /** By default the seed decides. */
  readonly title?: ServiceAlertTitle;
  /**
   * What Windows says to an attempt to start it, for instance 1068 (a dependency failed) or 1053
   * (no answer in time); default 0 = it starts.
   */
  readonly startError?: number;
  /** Starts and stops again after so long: an application that crashes. */
  readonly diesAfterMs?: number;
  /** False: Atera leaves the alert open once the service runs again. Default true. */
  readonly clears?: boolean;
  /** Laid over its alerts. */
  readonly alert?: Partial<AlertContent>;
}

/** Windows' own codes. */
const ALREADY_RUNNING = 1056;
const DISABLED = 1058;

/**
 * After a boot, services of each start type begin within these times; Windows delays the delayed
 * ones by two minutes.
 */
const STARTS_AFTER_MS: Readonly<Partial<Record<StartType, Range>>> = {
  automatic: [5_000, 60_000],
  delayed: [125_000, 240_000],
};

const TITLES: readonly ServiceAlertTitle[] = ['sentence', 'Windows Service', 'Service'];

/** One service of a machine: whether it really runs, and the alert that says it does not. */
export class WindowsService {
  readonly device: Device;
  readonly options: WindowsServiceOptions;
  readonly #ports: AlertingPorts;
  readonly #monitor: Monitor;
  #running: boolean;
  #next: (() => void) | undefined;
  #draws = 0;

  constructor(device: Device, options: WindowsServiceOptions, ports: AlertingPorts) {
    const { schedule, seed, lags } = ports;
    this.device = device;
    this.options = options;
    this.#ports = ports;
    this.#running = !options.stopped;
    this.#monitor = new Monitor({
      schedule,
      seed,
      raiseMs: lags.raiseMs,
      clearMs: lags.clearMs,
      name: `${device.agentId} service ${options.name}`,
      raise: () => ports.raise(this.#alert()),
      clear: (alertId) => {
        if (options.clears ?? true) ports.clear(alertId);
      },
    });
    this.#monitor.suspend(!device.online);
    this.#monitor.update(!this.#running);
    device.contactListeners.add(() => this.#monitor.suspend(!device.online));
    device.bootListeners.add(() => this.#boot());
  }

  /** Whether it really runs. */
  get running(): boolean {
    return this.#running;
  }

  /** The open alert that says it is stopped. */
  get alertId(): number | undefined {
    return this.#monitor.alertId;
  }

  /** Whether a text names it: by its short or its display name, in any case. */
  isNamed(text: string): boolean {
    const wanted = text.trim().toLowerCase();
    return [this.options.name, this.options.displayName].some((name) => name?.toLowerCase() === wanted);
  }

  /** Stops. */
  stop(): void {
    this.#next?.();
    this.#set(false);
  }

  /**
   * Somebody starts it. Returns Windows' code: 0 = started, 1056 = it runs already, 1058 = it is
   * disabled.
   */
  start(): number {
    const { startType, startError = 0 } = this.options;
    if (this.#running) return ALREADY_RUNNING;
    if (startType === 'disabled') return DISABLED;
    if (startError === 0) this.#begin();
    return startError;
  }

  /** Opens its alert at once, for worlds that begin in the middle. Returns its id. */
  raiseAlertNow(): number {
    this.#monitor.raiseNow();
    const { alertId } = this.#monitor;
    if (alertId === undefined) throw new Error(`${this.options.name} is not stopped`);
    return alertId;
  }

  /** Its alert is no longer open; false when it was another one's. */
  alertClosed(alertId: number): boolean {
    if (this.#monitor.alertId !== alertId) return false;
    this.#monitor.alertClosed();
    return true;
  }

  /** Nothing is heard of it any more. */
  retire(): void {
    this.#next?.();
    this.#monitor.stop();
  }

  #boot(): void {
    this.stop();
    const { startType = 'automatic', startError = 0, name } = this.options;
    const range = STARTS_AFTER_MS[startType];
    if (!range || startError !== 0) return;
    const { schedule, seed } = this.#ports;
    const delay = between(range, seed, 'service start', this.device.agentId, name, this.#draws++);
    this.#next = schedule.after(delay, () => this.#begin());
  }

  #begin(): void {
    this.#next?.();
    this.#set(true);
    const { diesAfterMs } = this.options;
    if (diesAfterMs !== undefined) this.#next = this.#ports.schedule.after(diesAfterMs, () => this.#set(false));
  }

  #set(running: boolean): void {
    this.#running = running;
    this.#monitor.update(!running);
  }

  #alert(): AlertContent {
    const { name, displayName, reportedAs, title, alert } = this.options;
    const { seed } = this.#ports;
    const reported = reportedAs ?? pick(['name', 'displayName'] as const, seed, 'service name', name);
    const shown = reported === 'displayName' ? (displayName ?? name) : name;
    return { ...serviceAlert(this.device, shown, title ?? pick(TITLES, seed, 'service title', name)), ...alert };
  }
}
