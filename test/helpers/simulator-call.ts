import { Agent } from 'undici';
import { VirtualClock } from '../../dev/host/clock.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../../dev/simulator/quiescence.ts';
import { type SimulatorOptions, startSimulator } from '../../dev/simulator/simulator.ts';

/** What a test sees of an answer; `json` is undefined when the body is not JSON. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies whose shape is what they check
  readonly json: any;
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

  const call = (path: string, { method = 'GET', body, headers, signal }: CallOptions = {}): Promise<Answered> =>
    clock.track(async () => {
      const answer = await tracked.dispatcher.request({
        origin: simulator.url,
        path: `/api/v3${path}`,
        method,
        headers: { 'X-API-KEY': simulator.keys.current, 'Content-Type': 'application/json', ...headers },
        body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
        signal: signal ?? null,
      });
      const text = await answer.body.text();
      return { status: answer.statusCode, headers: answer.headers, text, json: parsed(text) };
    });

  return {
    clock,
    simulator,
    world: simulator.world,
    tracked,
    call,
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
