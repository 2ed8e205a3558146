import { between, guid, type Range } from '../random.ts';
import type { Device } from '../world/device.ts';
import type { World } from '../world/world.ts';
import type { AutomoxBehaviour } from './behaviour.ts';
import type { PolicyRun } from './history/policy-history.ts';
import { type Scan, scan } from './scan.ts';

/** What a test or a scenario says about a device in Automox; the rest follows from the device. */
export interface EnrollOptions {
  /** Host name: default the device's; a short or a full one, or another device's. */
  readonly name?: string;
  readonly customName?: string;
  /** Default the device's; null = none. */
  readonly serialNumber?: string | null;
  /** Of its network cards; default not reported. */
  readonly macAddresses?: readonly string[];
  readonly groupId?: number;
  /** Between two scans of its own accord; default 360. */
  readonly refreshMinutes?: number;
  /** Age of the first scan; default 60. */
  readonly scannedMinutesAgo?: number;
  /** Members laid over the row as it goes out; `undefined` removes one. */
  readonly raw?: Readonly<Record<string, unknown>>;
  /**
   * The user its row names from the start: the last one ever signed in, as real rows keep it.
   * Default who is signed in.
   */
  readonly lastUser?: string;
  /** Stands in for the list of volumes, whatever it is. */
  readonly rawVolumes?: unknown;
}

/** A command on its way to the device. */
export interface QueuedCommand {
  readonly id: number;
  readonly name: string;
  readonly args: string;
  readonly policyId: number | undefined;
  /** The run that it belongs to. */
  readonly run: PolicyRun | undefined;
  readonly createdAt: number;
}

/** What a server needs from the organisation. */
export interface ServerPorts {
  readonly world: World;
  readonly behaviour: AutomoxBehaviour;
  nextCommandId(): number;
  /** Runs a policy on the device, now. */
  runPolicy(server: EnrolledServer, run: PolicyRun): void;
}

/** A device with Automox's agent: its queue, and what the last scan found. */
export class EnrolledServer {
  readonly id: number;
  readonly uuid: string;
  readonly device: Device;
  readonly options: EnrollOptions;
  /** As Automox shows it now: it learns of a new name or board later than Atera, or never. */
  name: string;
  serialNumber: string | null;
  macAddresses: readonly string[];
  groupId: number;
  /**
   * From now on scans fail: the row says so, with a new time of its refresh, and what it shows
   * stays as it was.
   */
  scansFail = false;
  /** Names of all commands the device has taken, oldest first. */
  readonly taken: string[] = [];
  readonly #ports: ServerPorts;
  readonly #queue = new Map<QueuedCommand, (() => void) | undefined>();
  #scan: Scan;
  #failedAt: number | undefined;
  #agent: 'as-device' | 'up' | 'down' = 'as-device';
  #wasConnected: boolean;
  #disconnectedAt: number | undefined;
  #draws = 0;

  constructor(id: number, device: Device, options: EnrollOptions & { groupId: number }, ports: ServerPorts) {
    const { world } = ports;
    this.id = id;
    this.uuid = guid(world.seed, 'automox', id);
    this.device = device;
    this.options = options;
    this.name = options.name ?? device.name;
    this.serialNumber = options.serialNumber === undefined ? device.serialNumber : options.serialNumber;
    this.macAddresses = options.macAddresses ?? [];
    this.groupId = options.groupId;
    this.#ports = ports;
    const first = scan(device, world.now() - (options.scannedMinutesAgo ?? 60) * 60_000);
    this.#scan = { ...first, loggedInUser: options.lastUser ?? first.loggedInUser };
    this.#wasConnected = this.connected;
    if (!this.connected) this.#disconnectedAt = device.lastSeenAt;
    device.contactListeners.add(() => this.#contactChanged());
    this.#refreshEvery((options.refreshMinutes ?? 360) * 60_000);
  }

  /** Whether Automox has contact now. */
  get connected(): boolean {
    return this.#agent === 'as-device' ? this.device.online : this.#agent === 'up';
  }

  /** Epoch ms of the last loss of contact. */
  get disconnectedAt(): number | undefined {
    return this.#disconnectedAt;
  }

  /** What the last scan found. */
  get lastScan(): Scan {
    return this.#scan;
  }

  /** When the last scan failed (epoch ms); undefined = it did not. */
  get failedAt(): number | undefined {
    return this.#failedAt;
  }

  /** Commands still to come, oldest first. */
  get queue(): readonly QueuedCommand[] {
    return [...this.#queue.keys()];
  }

  /**
   * Automox's agent on its own: `up` while the machine has lost only Atera's agent, `down` while
   * only Automox's is dead.
   */
  setAgent(agent: 'as-device' | 'up' | 'down'): void {
    this.#agent = agent;
    this.#contactChanged();
  }

  /** Queues a command; a connected device takes it after a lag, another one when it is back. */
  enqueue(name: string, { args = '', run }: { args?: string; run?: PolicyRun } = {}): QueuedCommand {
    const createdAt = this.#ports.world.now();
    const command = { id: this.#ports.nextCommandId(), name, args, policyId: run?.policy.id, run, createdAt };
    this.#queue.set(command, undefined);
    this.#drain();
    return command;
  }

  /** Scans at once, for worlds that begin in the middle; does nothing without contact. */
  scanNow(): void {
    if (!this.connected) return;
    const now = this.#ports.world.now();
    this.#failedAt = this.scansFail ? now : undefined;
    if (!this.scansFail) this.#scan = scan(this.device, now, this.#scan);
  }

  #contactChanged(): void {
    const wasConnected = this.#wasConnected;
    this.#wasConnected = this.connected;
    if (this.connected) return this.#drain();
    if (wasConnected) this.#disconnectedAt = this.#ports.world.now();
    for (const [command, cancel] of this.#queue) {
      cancel?.();
      this.#queue.set(command, undefined);
    }
  }

  #drain(): void {
    if (!this.connected) return;
    const { drainMs } = this.#ports.behaviour;
    for (const [command, planned] of this.#queue) {
      if (!planned)
        this.#queue.set(
          command,
          this.#after(drainMs, () => this.#take(command)),
        );
    }
  }

  #take(command: QueuedCommand): void {
    const { behaviour, runPolicy } = this.#ports;
    const { name, run } = command;
    this.#queue.delete(command);
    this.taken.push(name);
    if (name === 'GetOS') this.#after(behaviour.scanMs, () => this.scanNow());
    if (name === 'Reboot') this.device.reboot();
    if (run) this.#after(behaviour.runMs, () => runPolicy(this, run));
  }

  #after(lag: Range, step: () => void): () => void {
    const { world } = this.#ports;
    return world.after(between(lag, world.seed, 'automox', this.id, this.#draws++), step);
  }

  #refreshEvery(everyMs: number): void {
    this.#ports.world.after(everyMs, () => {
      this.scanNow();
      this.#refreshEvery(everyMs);
    });
  }
}
