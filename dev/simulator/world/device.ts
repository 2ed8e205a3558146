import { between, chance, guid } from '../random.ts';
import { Contact } from './contact.ts';
import type { DeviceKind, DeviceOptions } from './device-options.ts';
import { macAddressOf, serialNumberOf } from './identity.ts';
import { type DiskState, type Inventory, InventoryTaker, percentUsed } from './inventory.ts';
import { DiskMonitors } from './monitoring/disk-monitors.ts';
import type { Lags } from './monitoring/lags.ts';
import { Monitor } from './monitoring/monitor.ts';
import type { Customer } from './people.ts';
import type { Schedule } from './schedule.ts';

export type { DeviceKind, DeviceOptions } from './device-options.ts';

/** What a device needs from the world. */
export interface DevicePorts {
  readonly schedule: Schedule;
  readonly seed: number;
  readonly lags: Lags;
  raiseDisk(device: Device, drive: string, thresholdPercent: number): number;
  raiseOffline(device: Device): number;
  clear(alertId: number): void;
}

const DEFAULT_DISK_MB = 256_000;
const DEFAULT_THRESHOLD_PERCENT = 90;
const DAY_MS = 86_400_000;

/** A machine with the agent: its real state, and what Atera has heard of it so far. */
export class Device {
  readonly agentId: number;
  readonly guid: string;
  readonly options: DeviceOptions;
  readonly kind: DeviceKind;
  readonly createdAt: number;
  /** To whom it belongs; an agent can be moved. */
  customer: Customer;
  /** As the agent reports it now: a machine can be renamed under its agent. */
  name: string;
  /** As the agent reports it now: a mainboard can be replaced, a virtual machine cloned. */
  serialNumber: string;
  macAddresses: readonly string[];
  /** Whether updates wait for a restart; what anybody knows of it is another matter. */
  needsReboot: boolean;
  /** Who is signed in, as Atera writes it; '' = nobody. */
  loggedInUsers: string;
  readonly contactListeners = new Set<() => void>();
  readonly bootListeners = new Set<() => void>();
  readonly #ports: DevicePorts;
  readonly #disks = new Map<string, DiskState>();
  readonly #diskMonitors: DiskMonitors;
  readonly #availability: Monitor;
  readonly #inventory: InventoryTaker;
  readonly #contact: Contact;
  #bootedAt: number;

  constructor(agentId: number, customer: Customer, options: DeviceOptions, ports: DevicePorts) {
    const now = ports.schedule.now();
    this.agentId = agentId;
    this.customer = customer;
    this.options = options;
    this.kind = options.kind ?? 'workstation';
    this.guid = guid(ports.seed, 'device', agentId);
    this.createdAt = options.createdAt ?? now - 200 * DAY_MS;
    this.name = options.name;
    this.serialNumber = options.serialNumber ?? serialNumberOf(ports.seed, agentId);
    this.macAddresses = options.macAddresses ?? [macAddressOf(ports.seed, agentId)];
    this.needsReboot = options.needsReboot ?? false;
    this.loggedInUsers = options.loggedInUsers ?? '';
    this.#ports = ports;
    this.#contact = new Contact(agentId, options, ports);
    this.#bootedAt = options.bootedAt ?? now - between([DAY_MS, 20 * DAY_MS], ports.seed, 'boot', agentId);
    const systemDrive = this.kind === 'linux' ? '/' : 'C:';
    for (const { drive, totalMb = DEFAULT_DISK_MB, usedPercent } of options.disks ?? [
      { drive: systemDrive, usedPercent: 40 },
    ])
      this.#disks.set(drive, { drive, totalMb, usedMb: (totalMb * usedPercent) / 100 });
    const { inventoryMinutes } = options;
    const everyMs = inventoryMinutes === undefined ? ports.lags.inventoryMs : inventoryMinutes * 60_000;
    const phase = Math.floor(chance(ports.seed, 'inventory', agentId) * everyMs);
    this.#inventory = new InventoryTaker(everyMs, phase, now, this.state);
    this.#diskMonitors = new DiskMonitors({
      thresholds: this.diskThresholds,
      make: (name, drive, threshold) => this.#monitor(name, () => ports.raiseDisk(this, drive, threshold)),
    });
    this.#availability = this.#monitor('offline', () => ports.raiseOffline(this));
    for (const drive of this.#disks.keys()) this.#watch(drive);
    if (!this.online) this.#availability.update(true);
  }

  /** Whether the machine really has contact now. */
  get online(): boolean {
    return this.#contact.online;
  }

  /** What Atera shows. */
  get shownOnline(): boolean {
    return this.#contact.shownOnline;
  }

  /**
   * What Atera reports as the last contact (epoch ms): of the last minute for a machine that is
   * online, or behind by its lag.
   */
  get lastSeenAt(): number {
    return this.#contact.lastSeenAt;
  }

  /**
   * The last inventory reading, which may be `inventoryMs` old and has no timestamp at the vendor.
   */
  get reading(): Inventory {
    return this.#inventory.read(this.#ports.schedule.now(), this.online, this.state);
  }

  /** The reading before the last one, which a cache that answers late still gives. */
  get earlierReading(): Inventory {
    const last = this.reading;
    return this.#inventory.earlier ?? last;
  }

  /** The limits of its disk alerts, in used percent. */
  get diskThresholds(): readonly number[] {
    return [this.options.diskThresholdPercent ?? DEFAULT_THRESHOLD_PERCENT].flat();
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

  /**
   * Loses contact: shown offline, with an alert, after the lag (drawn unless given); what its disks
   * do is not heard meanwhile.
   */
  goOffline(lagMs?: number): void {
    if (!this.online) return;
    this.#catchUp();
    this.#contact.change(false, lagMs, () => {
      this.#availability.update(true);
      this.#availability.raiseNow();
    });
    for (const monitor of this.#diskMonitors.all()) monitor.suspend(true);
    for (const listener of this.contactListeners) listener();
  }

  /** Has contact again: shown online after the lag, the alert cleared some minutes later. */
  comeBack(): void {
    if (this.online) return;
    this.#catchUp();
    this.#contact.change(true);
    this.#availability.update(false);
    for (const monitor of this.#diskMonitors.all()) monitor.suspend(false);
    for (const listener of this.contactListeners) listener();
  }

  /**
   * Restarts: the boot time is now, and Atera reads it with the next inventory. Too short to count
   * as offline.
   */
  reboot(): void {
    this.#catchUp();
    this.#bootedAt = this.#ports.schedule.now();
    this.needsReboot = false;
    this.loggedInUsers = '';
    for (const listener of this.bootListeners) listener();
  }

  /**
   * Its boot time is reported otherwise though it did not boot: by an hour with its clock or zone,
   * by parts of a second as noise.
   */
  shiftBootTime(byMs: number): void {
    this.#catchUp();
    this.#bootedAt += byMs;
  }

  /**
   * Opens the alert of a drive over its threshold at once, for worlds that begin in the middle.
   * Returns its id.
   */
  raiseDiskAlertNow(drive = 'C:'): number {
    const monitors = this.#diskMonitors.of(drive);
    for (const monitor of monitors) monitor.raiseNow();
    const alertId = monitors.find((monitor) => monitor.alertId !== undefined)?.alertId;
    if (alertId === undefined) throw new Error(`${this.name} ${drive} is not over its threshold`);
    return alertId;
  }

  /** The open alert of a drive or, with `offline`, of the machine. */
  openAlertId(condition: string): number | undefined {
    const monitors = condition === 'offline' ? [this.#availability] : this.#diskMonitors.of(condition);
    return monitors.find((monitor) => monitor.alertId !== undefined)?.alertId;
  }

  /** One of this device's alerts is no longer open; false when it was another device's. */
  alertClosed(alertId: number): boolean {
    for (const monitor of [this.#availability, ...this.#diskMonitors.all()]) {
      if (monitor.alertId !== alertId) continue;
      monitor.alertClosed();
      return true;
    }
    return false;
  }

  /** Nothing is heard of the device any more. */
  retire(): void {
    this.#contact.stop();
    for (const monitor of [this.#availability, ...this.#diskMonitors.all()]) monitor.stop();
  }

  #watch(drive: string): void {
    this.#diskMonitors.update(drive, this.diskUsedPercent(drive), !this.online);
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
    this.#inventory.read(this.#ports.schedule.now(), this.online, this.state);
  }
}
