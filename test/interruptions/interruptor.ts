import type { Faults } from '../../dev/host/faults.ts';
import type { Message } from '../../dev/host/index.ts';
import type { Fault } from '../../dev/simulator/faults.ts';
import type { LoggedRequest } from '../../dev/simulator/request-log.ts';
import { makeKillSwitchStore } from '../../shared/storage/kill-switch.ts';
import { makeMuteStore } from '../../shared/storage/mutes.ts';
import { HOUR, MINUTE, type TestApp, type Vault } from '../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../helpers/app/app-setup.ts';
import type { FailingTables } from './failing-tables.ts';
import type { Interruption, Outage } from './interruptions.ts';
import type { Recorder } from './recorder.ts';

/** An interruption whose step has not come within this time strikes all the same. */
const LATEST_MINUTES = 360;

/**
 * What an interruption leaves behind passes within this: retries, cached keys, a visibility time.
 */
const AFTERMATH = 30 * MINUTE;

interface Armed {
  readonly interruption: Interruption;
  executions: number;
  struck: boolean;
}

interface Stricken {
  readonly app: TestApp;
  readonly vault: Vault;
  readonly tables: FailingTables;
  readonly recorder: Recorder;
}

/** Lets the interruptions of a scenario strike at their steps. */
export class Interruptor {
  /** For the host, from the start. */
  readonly faults: Faults = {
    activity: (instanceId, { name, taskId }) => this.#executed(instanceId, name, taskId),
    delayMs: (message) => this.#delay(message),
  };
  readonly #armed: Armed[];
  readonly #visibilityMs: number;
  readonly #late = new Map<string, number>();
  #stricken: Stricken | undefined;
  #start = 0;
  #starting: Promise<void> | undefined;
  #isDown = false;

  constructor(interruptions: readonly Interruption[], visibilityMs: number) {
    this.#armed = interruptions.map((interruption) => ({ interruption, executions: 0, struck: false }));
    this.#visibilityMs = visibilityMs;
  }

  /** From now on interruptions strike. */
  begin(stricken: Stricken): void {
    this.#stricken = stricken;
    const { clock } = stricken.app;
    this.#start = clock.now();
    clock.addGate(() => this.#starting === undefined);
    for (const armed of this.#armed)
      stricken.app.simulator.world.after(LATEST_MINUTES * MINUTE, () => {
        if (!armed.struck) this.#strike(armed, '', 0);
      });
  }

  /** Whether there is no host at the moment. */
  get isDown(): boolean {
    return this.#isDown || this.#starting !== undefined;
  }

  #executed(instanceId: string, name: string, taskId: number): ReturnType<NonNullable<Faults['activity']>> {
    const { app } = this.#stricken ?? {};
    if (!app) return 'none';
    for (const armed of this.#armed) {
      const { interruption, struck } = armed;
      const { activity, fromMinutes, nth } = interruption;
      if (struck || app.clock.now() < this.#start + fromMinutes * MINUTE) continue;
      if (activity !== '*' && activity !== name) continue;
      if (++armed.executions < nth) continue;
      return this.#strike(armed, instanceId, taskId);
    }
    return 'none';
  }

  #strike(armed: Armed, instanceId: string, taskId: number): ReturnType<NonNullable<Faults['activity']>> {
    armed.struck = true;
    const { interruption } = armed;
    const { kind, minutes } = interruption;
    const lasting = minutes * MINUTE;
    switch (kind) {
      case 'lost-before':
      case 'lost-after':
      case 'twice-together':
      case 'twice-later':
        this.#disturb(this.#visibilityMs);
        return kind;
      case 'late-message':
        this.#disturb(lasting);
        this.#late.set(`${instanceId} ${taskId}`, lasting);
        return 'none';
      case 'crash':
        this.#disturb(lasting + this.#visibilityMs);
        this.#parts().tables.killAfter(interruption.operations ?? 0, () => this.#crash(lasting));
        return 'none';
      case 'crash-at-write':
        this.#crashAtWrite(lasting, interruption.skip);
        return 'none';
      default:
        this.#disturb(lasting);
        this.#outside(interruption, lasting);
        return 'none';
    }
  }

  #outside({ kind, outage = '500', status = 401, skip = 0, ...failing }: Interruption, lasting: number): void {
    const { app, vault, tables } = this.#parts();
    const { simulator } = app;
    if (kind === 'kill-switch') this.#killSwitch(lasting);
    if (kind === 'mute') this.#mute(lasting, failing.isEndedEarly === true);
    if (kind === 'atera-outage') this.#outage('atera', outage, lasting);
    if (kind === 'automox-outage') this.#outage('automox', outage, lasting);
    if (kind === 'refused-write') simulator.faults.inject({ on: isWrite, skip, fault: { kind: 'status', status } });
    if (kind === 'lost-answer') simulator.faults.inject({ on: isWrite, skip, fault: { kind: 'reset-after' } });
    // A write that fails may come long after the step it was meant for.
    if (kind === 'storage')
      tables.fail(failing.table ?? '', failing.writes ?? 1, failing.isWritten ?? false, () => this.#disturb(0));
    if (kind === 'atera-key') {
      simulator.keys.rotate();
      simulator.world.after(lasting, () => {
        vault.atera = simulator.keys.current;
      });
    }
    if (kind === 'automox-key') {
      simulator.automoxKeys.rotate();
      simulator.world.after(lasting, () => {
        vault.automox = simulator.automoxKeys.current;
      });
    }
  }

  #outage(vendor: string, outage: Outage, lasting: number): void {
    const { faults, world } = this.#parts().app.simulator;
    const isWrites = outage.startsWith('writes-');
    const on = (request: LoggedRequest) => request.vendor === vendor && (!isWrites || request.method !== 'GET');
    const active = faults.inject({ on, times: Number.POSITIVE_INFINITY, fault: faultOf(outage) });
    world.after(lasting, () => active.remove());
  }

  #killSwitch(lasting: number): void {
    const { app, recorder, tables } = this.#parts();
    const now = app.clock.now();
    recorder.killSwitch.push([now, now + lasting]);
    // The store itself, and not the API, so that the clock stands still meanwhile and no process is
    // needed.
    const store = makeKillSwitchStore(tables.intact.open('switches'));
    const set = (on: boolean) =>
      void app.clock.track(() =>
        store.set({ on, reason: 'restore under way', setBy: 'Kim' }, app.clock.now(), undefined),
      );
    set(true);
    app.simulator.world.after(lasting, () => {
      const isWanted = recorder.killSwitch.some(([, to]) => to > app.clock.now());
      if (!isWanted) set(false);
    });
  }

  /** As another instance of the app takes it, which this one hears of from the table alone. */
  #mute(lasting: number, isEndedEarly: boolean): void {
    const { app, recorder, tables } = this.#parts();
    const now = app.clock.now();
    recorder.muted.push([now, now + lasting]);
    const store = makeMuteStore(tables.intact.open('mutes'), app.clock);
    const until = now + lasting + (isEndedEarly ? 72 * HOUR : 0);
    const whom = { customerId: FIRST_CUSTOMER, from: now, until, reason: 'patch day', by: 'Kim' };
    void app.clock.track(() => store.add({ ...whom, id: 'm1', createdAt: now }));
    if (!isEndedEarly) return;
    const end = () => store.update('m1', (mute) => ({ ...mute, ended: { at: now + lasting, by: 'Kim' } }));
    app.simulator.world.after(lasting, () => void app.clock.track(end));
  }

  /** A write takes effect at its vendor, and the process is gone before it learns of that. */
  #crashAtWrite(downMs: number, skip = 0): void {
    const { app, recorder, tables } = this.#parts();
    app.simulator.faults.inject({
      on: (request) => isWrite(request) && !this.isDown,
      skip,
      fault: {
        kind: 'then',
        run: () => {
          this.#disturb(downMs + this.#visibilityMs);
          recorder.gone.push(app.clock.now());
          tables.kill();
          this.#crash(downMs);
        },
      },
    });
  }

  /**
   * The process goes away in the middle of its work, and a new one comes up on the same task hub.
   */
  #crash(downMs: number): void {
    const { app } = this.#parts();
    if (this.isDown) return;
    this.#isDown = true;
    this.#starting = app.host.stop().then(() => {
      this.#starting = undefined;
    });
    app.simulator.world.after(downMs, () => {
      this.#starting = (this.#starting ?? Promise.resolve())
        .then(() => app.start())
        .then(() => {
          this.#starting = undefined;
          this.#isDown = false;
        });
    });
  }

  #delay(message: Message): number {
    if (message.kind !== 'event') return 0;
    const key = `${message.target} ${message.event.TaskScheduledId}`;
    const late = this.#late.get(key) ?? 0;
    this.#late.delete(key);
    return late;
  }

  #disturb(lasting: number): void {
    const { app, recorder } = this.#parts();
    const now = app.clock.now();
    recorder.disturbed.push([now, now + lasting + AFTERMATH]);
  }

  #parts(): Stricken {
    if (!this.#stricken) throw new Error('The scenario has not begun');
    return this.#stricken;
  }
}

/** A scan changes nothing and is no write. */
function isWrite({ method, body }: LoggedRequest): boolean {
  return method !== 'GET' && !JSON.stringify(body ?? '').includes('GetOS');
}

function faultOf(outage: Outage): Fault {
  const kind = outage.replace('writes-', '');
  if (kind === '500' || kind === '503') return { kind: 'status', status: Number(kind) };
  if (kind === 'hang') return { kind: 'hang' };
  return { kind: kind === 'reset-before' ? 'reset-before' : 'reset-after' };
}
