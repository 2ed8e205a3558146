import { Agent } from 'undici';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../../../dev/simulator/quiescence.ts';
import { type SimulatorOptions, startSimulator } from '../../../dev/simulator/simulator.ts';

/**
 * Members the tests read. Nothing is checked here: a test that finds another shape fails where it
 * reads it.
 */
interface RecordedRow {
  readonly AlertID: number;
  readonly AgentID: number;
  readonly TicketID: number;
  readonly CustomerName: string;
  readonly HardwareDisks: readonly unknown[];
  readonly LastRebootTime: string;
  readonly OS: string;
  readonly TicketResolvedDate: string | null;
}

interface RecordedBody extends RecordedRow {
  readonly ActionID: number;
  readonly items: readonly RecordedRow[];
  readonly itemsInPage: number;
  readonly totalItemCount: number;
  readonly nextLink: string | null;
}

/** What a test gets of an answer; `json` is undefined when the body is not JSON. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: RecordedBody;
}

export interface CallOptions {
  readonly method?: string;
  readonly body?: unknown;
  /** In place of the current key. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** A simulator on the virtual clock, and a client for it whose waiting the clock knows. */
export async function startCalling(options: Omit<SimulatorOptions, 'clock'> = {}) {
  const clock = new VirtualClock();
  const simulator = await startSimulator({ clock, ...options });
  const tracked = trackingDispatcher(new Agent());
  holdClockWhileUnequal(clock, simulator, tracked);

  const callAny = (path: string, { method = 'GET', body, headers, signal }: CallOptions = {}): Promise<Answered> =>
    clock.track(async () => {
      const answer = await tracked.dispatcher.request({
        origin: simulator.url,
        path,
        method,
        headers: { 'Content-Type': 'application/json', ...headers },
        body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
        signal: signal ?? null,
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, headers: answer.headers, text, json: parsed(text) as RecordedBody };
    });

  const call = (path: string, { headers, ...rest }: CallOptions = {}): Promise<Answered> =>
    callAny(`/api/v3${path}`, { ...rest, headers: { 'X-API-KEY': simulator.keys.current, ...headers } });

  return {
    clock,
    simulator,
    world: simulator.world,
    tracked,
    /** Calls Atera, with the current key. */
    call,
    /** Calls any path, with no key. */
    callAny,
    async [Symbol.asyncDispose]() {
      await tracked.dispatcher.destroy();
      await simulator.close();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
