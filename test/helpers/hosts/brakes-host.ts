import * as df from 'durable-functions';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { type Faults, startHost } from '../../../dev/host/index.ts';
import { historySignature } from '../../../dev/host/testing.ts';
import {
  askBrakes,
  type BrakeRequest,
  type BrakesAnswer,
  returnBrakes,
  takeBrakes,
} from '../../../orchestrations/actions/brakes.ts';
import { makeDeviceGate } from '../../../orchestrations/entities/device-gate.ts';
import { makeFleetBreaker } from '../../../orchestrations/entities/fleet-breaker.ts';
import { waitUntil } from '../../../orchestrations/runtime/durable-time.ts';
import { entities } from '../../../orchestrations/runtime/names.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { policy } from '../../../shared/policy/policy.ts';

const START = '2026-03-02T08:00:00Z';

/**
 * What one orchestration does: asks for the brakes or takes them and holds them for `minutes`, and
 * how that ends.
 */
interface Work {
  readonly request: BrakeRequest;
  readonly isAsking?: boolean;
  readonly minutes: number;
  readonly end: { readonly acted: boolean; readonly ok?: boolean };
}

/**
 * The embedded host with the real brakes. `start` starts one orchestration on device `a1` of
 * customer 2 with 100 devices, whose hold ends two hours after the start of the host; ten minutes
 * later it has acted and it worked, unless set otherwise.
 */
export async function startBrakesHost(faults?: Faults) {
  const clock = new VirtualClock(START);
  const register = () => {
    df.app.orchestration('work', work);
    df.app.entity(entities.deviceGate, makeDeviceGate({ clock }));
    df.app.entity(entities.fleetBreaker, makeFleetBreaker({ clock }));
  };
  const host = await startHost({ register, clock, ...(faults && { faults }) });
  const start = (holder: string, over: Partial<BrakeRequest> = {}, how: Partial<Omit<Work, 'request'>> = {}) => {
    const key = { deviceKey: 'a1', conditionKey: 'disk-space.C' };
    const limits = policy.parse({});
    const until = Date.parse(START) + 2 * HOUR_MS;
    const request = { key, customerId: 2, holder, until, deviceCount: 100, limits, language: 'en', ...over } as const;
    const input: Work = { minutes: 10, end: { acted: true, ok: true }, ...how, request };
    host.client.start('work', { instanceId: holder, input });
  };
  return {
    host,
    clock,
    start,
    answer: (id: string) => host.client.status(id)?.output,
    /** Kinds and names of the steps of a run, and how many events its history has. */
    history: (id: string) => {
      const history = host.client.history(id);
      return { signature: historySignature(history), events: history.length };
    },
    [Symbol.asyncDispose]: async () => void (await host.stop()),
  };
}

function* work(context: df.OrchestrationContext): Generator<df.Task, BrakesAnswer> {
  const { request, isAsking, minutes, end } = context.df.getInput<Work>();
  const start = context.df.currentUtcDateTime.getTime();
  const answer = isAsking ? yield* askBrakes(context, request) : yield* takeBrakes(context, request);
  if (!answer.ok || isAsking) return answer;
  yield* waitUntil(context, start + minutes * MINUTE_MS);
  returnBrakes(context, request, end);
  return answer;
}
