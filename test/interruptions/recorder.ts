import type { EnrolledServer } from '../../dev/simulator/automox/enrolled-server.ts';
import type { Device } from '../../dev/simulator/world/device.ts';
import type { Alert } from '../../dev/simulator/world/monitoring/alerts.ts';
import type { TestApp } from '../helpers/app/app.ts';
import type {
  About,
  AlertRecord,
  Condition,
  Evidence,
  Fill,
  Span,
  TakenCommand,
  TicketRecord,
  TicketTurn,
  Turn,
} from './evidence.ts';

/** The devices of a site share its fate: this one stands for all. */
export const FIRST_DEVICE = 'NW-SRV-01';

const REBOOT_TITLE = /reboot/i;

/** Writes down what really happens at the vendors and on the devices, while it happens. */
export class Recorder {
  readonly turns: Turn[] = [];
  readonly fills: Fill[] = [];
  readonly commands: TakenCommand[] = [];
  readonly boots: { at: number; device: string }[] = [];
  readonly signedIn: Span[] = [];
  readonly disturbed: Span[] = [];
  readonly gone: number[] = [];
  readonly killSwitch: Span[] = [];
  readonly muted: Span[] = [];
  readonly #app: TestApp;
  readonly #ticketTurns: TicketTurn[] = [];
  readonly #known = new Map<string, boolean>();

  constructor(app: TestApp) {
    this.#app = app;
    const { tickets } = app.simulator.world;
    const change = tickets.change.bind(tickets);
    tickets.change = (ticket, changes) => {
      change(ticket, changes);
      this.#ticketTurns.push({ at: app.clock.now(), ticketId: ticket.id, status: ticket.status });
    };
    tickets.openedListeners.add(({ id, createdAt, status }) => {
      this.#ticketTurns.push({ at: createdAt, ticketId: id, status });
    });
  }

  /** From now on every change of the device is recorded. */
  watch(device: Device): void {
    const note = () => this.note(device);
    const { setDiskUsedPercent, goOffline, comeBack, reboot } = device;
    device.setDiskUsedPercent = (drive, percent) => [setDiskUsedPercent.call(device, drive, percent), note()];
    device.goOffline = () => [goOffline.call(device), note()];
    device.comeBack = () => [comeBack.call(device), note()];
    device.reboot = () => {
      this.boots.push({ at: this.#app.clock.now(), device: device.name });
      reboot.call(device);
      note();
    };
    note();
  }

  /**
   * Records what holds of the device now; called by whoever changes what `watch` does not observe.
   */
  note(device: Device): void {
    const drives = device.state.disks.map(({ drive }) => device.diskUsedPercent(drive));
    const at = this.#app.clock.now();
    this.fills.push(...drives.map((percent) => ({ at, device: device.name, percent })));
    this.#turn(
      device.name,
      'disk',
      drives.some((used) => used > 90),
    );
    this.#turn(device.name, 'offline', !device.online);
    this.#turn(device.name, 'reboot', device.needsReboot);
  }

  /** From now on every command that Automox takes for the device is recorded. */
  watchCommands(server: EnrolledServer): void {
    const enqueue = server.enqueue.bind(server);
    server.enqueue = (name, options) => {
      const at = this.#app.clock.now();
      if (name !== 'GetOS')
        this.commands.push({ at, device: server.device.name, kind: name === 'Reboot' ? 'reboot' : 'worklet' });
      return enqueue(name, options);
    };
  }

  /** What the vendors have at the end. */
  atEnd(): Pick<Evidence, 'requests' | 'tickets' | 'alerts' | 'workletRuns'> {
    const { simulator } = this.#app;
    const { world } = simulator;
    return {
      requests: simulator.requests,
      tickets: world.tickets
        .all()
        .reverse()
        .map((ticket) => this.#ticketRecord(ticket)),
      alerts: world.alerts.all().reverse().map(alertRecord),
      workletRuns: simulator.automox.events.map(({ at, serverId, exitCode }) => {
        const device = simulator.automox.servers.get(serverId)?.device.name ?? '';
        return { at, device, exitCode };
      }),
    };
  }

  #ticketRecord(ticket: ReturnType<TestApp['simulator']['world']['tickets']['all']>[number]): TicketRecord {
    const { technicians } = this.#app.simulator.world.people;
    const robot = [...technicians.values()][0]?.id;
    const { id, createdAt, source, title, description, status } = ticket;
    const turns = this.#ticketTurns.filter(({ ticketId }) => ticketId === id);
    const comments = ticket.comments.map(({ at, text, author }) => ({
      ...{ at, text },
      isOurs: 'technicianId' in author && author.technicianId === robot,
    }));
    const marker = /\[(rmm [^\]]+)\]/.exec(title)?.[1];
    const about = this.#about(id, title, marker);
    return { id, createdAt, isCarried: source === 'Alert', about, marker, title, description, status, turns, comments };
  }

  #about(ticketId: number, title: string, marker: string | undefined): About {
    const alert = this.#app.simulator.world.alerts.all().find((one) => one.ticketId === ticketId);
    if (marker === undefined && alert) return alertRecord(alert).about;
    return { device: /NW-SRV-\d\d/.exec(title)?.[0] ?? FIRST_DEVICE, condition: conditionIn(marker ?? '') };
  }

  #turn(device: string, condition: Condition, holds: boolean): void {
    const key = `${device} ${condition}`;
    if ((this.#known.get(key) ?? false) === holds) return;
    this.#known.set(key, holds);
    this.turns.push({ at: this.#app.clock.now(), device, condition, holds });
  }
}

function alertRecord({ id, title, category, deviceName, createdAt, archivedAt, archivedBy }: Alert): AlertRecord {
  const other = REBOOT_TITLE.test(title) ? 'reboot' : 'disk';
  const condition = category === 'Availability' ? 'offline' : other;
  return { id, about: { device: deviceName ?? '', condition }, createdAt, archivedAt, archivedBy };
}

/**
 * What a condition key of the app, as its ids and markers show it, is about; a whole site is away
 * or not.
 */
export function conditionIn(key: string): Condition {
  if (key.includes('disk-space')) return 'disk';
  return key.includes('reboot') ? 'reboot' : 'offline';
}
