import { between, chance, guid } from '../random.ts';
import { type DiskState, type Inventory, InventoryTaker, percentUsed } from './inventory.ts';
import type { Lags } from './lags.ts';
import { Monitor } from './monitor.ts';
import type { Customer } from './people.ts';
import type { Schedule } from './schedule.ts';

/** What kind of machine a device is. */
export type DeviceKind = 'workstation' | 'laptop' | 'server' | 'domain-controller' | 'linux';

/** What a test or a scenario says about a device; everything has a default but the name. */
export interface DeviceOptions {
  readonly name: string;
  /** Default `workstation`. */
  readonly kind?: DeviceKind;
  /** Default one C: of 256,000 MB at 40 %. */
  readonly disks?: readonly { readonly drive: string; readonly totalMb?: number; readonly usedPercent: number }[];
  /** Percent above which a disk raises an alert; default 90. */
  readonly diskThresholdPercent?: number;
  readonly online?: boolean;
  /** Epoch ms of the last boot; default a few days ago. */
  readonly bootedAt?: number;
  /** As Atera writes them, for instance `CORP\\anna (Since: 3/2/2026, 8:01:12 AM)`; default nobody. */
  readonly loggedInUsers?: string;
  /** Updates wait for a restart. */
  readonly needsReboot?: boolean;
  readonly serialNumber?: string;
  /** How far `LastSeen` trails, in minutes: up to 40 in real tenants, or days. Default 0. */
  readonly lastSeenLagMinutes?: number;
  /** When the agent was installed (epoch ms); default 200 days ago. */
  readonly createdAt?: number;
  /** Sends every disk row twice, as seen in real tenants. */
  readonly duplicateDiskRows?: boolean;
  /** Members laid over the agent row as it goes out; `undefined` removes one. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** What a device needs from the world. */
export interface DevicePorts {
  readonly schedule: Schedule;
  readonly seed: number;
  readonly lags: Lags;
  raiseDisk(device: Device, drive: string): number;
  raiseOffline(device: Device): number;
  clear(alertId: number): void;
}

const DEFAULT_DISK_MB = 256_000;
const DAY_MS = 86_400_000;

/** A machine with the agent: its real state, and what Atera has heard of it so far. */
export class Device {
  readonly agentId: number;
  readonly guid: string;
  readonly customer: Customer;
  readonly options: DeviceOptions;
  readonly kind: DeviceKind;
  readonly createdAt: number;
  readonly serialNumber: string;
  /** Whether updates wait for a restart; what anybody knows of it is another matter. */
  needsReboot: boolean;
  /** Who is signed in, as Atera writes it; '' = nobody. */
  loggedInUsers: string;
  readonly contactListeners = new Set<() => void>();
  readonly #ports: DevicePorts;
  readonly #disks = new Map<string, DiskState>();
  readonly #diskMonitors = new Map<string, Monitor>();
  readonly #availability: Monitor;
  readonly #inventory: InventoryTaker;
  #online: boolean;
  #shownOnline: boolean;
  #lastContactAt: number;
  #bootedAt: number;
  #switching: (() => void) | undefined;
  #switches = 0;

  constructor(agentId: number, customer: Customer, options: DeviceOptions, ports: DevicePorts) {
    const now = ports.schedule.now();
    this.agentId = agentId;
    this.customer = customer;
    this.options = options;
    this.kind = options.kind ?? 'workstation';
    this.guid = guid(ports.seed, 'device', agentId);
    this.createdAt = options.createdAt ?? now - 200 * DAY_MS;
    this.serialNumber = options.serialNumber ?? `SIM${agentId}`;
    this.needsReboot = options.needsReboot ?? false;
    this.loggedInUsers = options.loggedInUsers ?? '';
    this.#ports = ports;
    this.#online = options.online ?? true;
    this.#shownOnline = this.#online;
    this.#lastContactAt = this.#online ? now : now - 3_600_000;
    this.#bootedAt = options.bootedAt ?? now - between([DAY_MS, 20 * DAY_MS], ports.seed, 'boot', agentId);
    for (const { drive, totalMb = DEFAULT_DISK_MB, usedPercent } of options.disks ?? [{ drive: 'C:', usedPercent: 40 }])
      this.#disks.set(drive, { drive, totalMb, usedMb: (totalMb * usedPercent) / 100 });
    const phase = Math.floor(chance(ports.seed, 'inventory', agentId) * ports.lags.inventoryMs);
    this.#inventory = new InventoryTaker(ports.lags.inventoryMs, phase, now, this.state);
    this.#availability = this.#monitor('offline', () => ports.raiseOffline(this));
    for (const drive of this.#disks.keys()) this.#watch(drive);
    if (!this.#online) this.#availability.update(true);
  }

  get name(): string {
    return this.options.name;
  }

  /** Whether the machine really has contact now. */
  get online(): boolean {
    return this.#online;
  }

  /** What Atera shows. */
  get shownOnline(): boolean {
    return this.#shownOnline;
  }

  /** What Atera tells as the last contact (epoch ms): of the last minute for a machine that is online, or behind by its lag. */
  get lastSeenAt(): number {
    const lag = (this.options.lastSeenLagMinutes ?? 0) * 60_000;
    const now = this.#ports.schedule.now();
    if (!this.#online) return this.#lastContactAt - lag;
    return now - lag - Math.floor(chance(this.#ports.seed, 'seen', this.agentId, Math.floor(now / 60_000)) * 60_000);
  }

  /** The last inventory reading, which may be `inventoryMs` old and has no timestamp at the vendor. */
  get reading(): Inventory {
    return this.#inventory.read(this.#ports.schedule.now(), this.#online, this.state);
  }

  /** Disks and boot time as they really are. */
  get state(): Omit<Inventory, 'takenAt'> {
    return { disks: [...this.#disks.values()], bootedAt: this.#bootedAt };
  }

  /** Real use of a drive, in percent. */
  diskUsedPercent(drive: string): number {
    return percentUsed(this.#disk(drive));
  }

  /** Fills or frees a drive; the alert and the inventory reading follow after their lags. */
  setDiskUsedPercent(drive: string, percent: number): void {
    this.#catchUp();
    const disk = this.#disk(drive);
    this.#disks.set(drive, { ...disk, usedMb: (disk.totalMb * percent) / 100 });
    this.#watch(drive);
  }

  /** Loses contact: shown offline, with an alert, after the lag; what its disks do is not heard meanwhile. */
  goOffline(): void {
    if (!this.#online) return;
    this.#catchUp();
    this.#lastContactAt = this.#ports.schedule.now();
    this.#online = false;
    this.#switch(false, () => {
      this.#availability.update(true);
      this.#availability.raiseNow();
    });
    for (const monitor of this.#diskMonitors.values()) monitor.suspend(true);
    for (const listener of this.contactListeners) listener();
  }

  /** Has contact again: shown online after the lag, the alert cleared some minutes later. */
  comeBack(): void {
    if (this.#online) return;
    this.#catchUp();
    this.#online = true;
    this.#switch(true, () => {});
    this.#availability.update(false);
    for (const monitor of this.#diskMonitors.values()) monitor.suspend(false);
    for (const listener of this.contactListeners) listener();
  }

  /** Restarts: the boot time is now, and Atera reads it with the next inventory. Too short to count as offline. */
  reboot(): void {
    this.#catchUp();
    this.#bootedAt = this.#ports.schedule.now();
    this.needsReboot = false;
    this.loggedInUsers = '';
  }

  /** Its boot time is told otherwise though it did not boot: by an hour with its clock or zone, by parts of a second as noise. */
  shiftBootTime(byMs: number): void {
    this.#catchUp();
    this.#bootedAt += byMs;
  }

  /** Opens the alert of a drive over its threshold at once, for worlds that begin in the middle. Answers its id. */
  raiseDiskAlertNow(drive = 'C:'): number {
    const monitor = this.#diskMonitors.get(drive);
    monitor?.raiseNow();
    if (monitor?.alertId === undefined) throw new Error(`${this.name} ${drive} is not over its threshold`);
    return monitor.alertId;
  }

  /** The open alert of a drive or, with `offline`, of the machine. */
  openAlertId(condition: string): number | undefined {
    return (condition === 'offline' ? this.#availability : this.#diskMonitors.get(condition))?.alertId;
  }

  /** One of this device's alerts is no longer open; false when it was another device's. */
  alertClosed(alertId: number): boolean {
    for (const monitor of [this.#availability, ...this.#diskMonitors.values()]) {
      if (monitor.alertId !== alertId) continue;
      monitor.alertClosed();
      return true;
    }
    return false;
  }

  /** Nothing is heard of the device any more. */
  retire(): void {
    this.#switching?.();
    for (const monitor of [this.#availability, ...this.#diskMonitors.values()]) monitor.stop();
  }

  #switch(online: boolean, then: () => void): void {
    this.#switching?.();
    const { schedule, seed, lags } = this.#ports;
    const lag = between(online ? lags.onlineMs : lags.offlineMs, seed, 'contact', this.agentId, this.#switches++);
    this.#switching = schedule.after(lag, () => {
      this.#shownOnline = online;
      then();
    });
  }

  #watch(drive: string): void {
    let monitor = this.#diskMonitors.get(drive);
    if (!monitor) {
      monitor = this.#monitor(`disk ${drive}`, () => this.#ports.raiseDisk(this, drive));
      monitor.suspend(!this.#online);
      this.#diskMonitors.set(drive, monitor);
    }
    monitor.update(this.diskUsedPercent(drive) > (this.options.diskThresholdPercent ?? 90));
  }

  #monitor(condition: string, raise: () => number): Monitor {
    const { schedule, seed, lags, clear } = this.#ports;
    const { raiseMs, clearMs } = lags;
    return new Monitor({ schedule, seed, raiseMs, clearMs, name: `${this.agentId} ${condition}`, raise, clear });
  }

  #disk(drive: string): DiskState {
    const disk = this.#disks.get(drive);
    if (!disk) throw new Error(`${this.name} has no drive ${drive}`);
    return disk;
  }

  #catchUp(): void {
    this.#inventory.read(this.#ports.schedule.now(), this.#online, this.state);
  }
}
