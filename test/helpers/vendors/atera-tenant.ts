import { VirtualClock } from '../../../dev/host/clock.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../../../dev/simulator/quiescence.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../dev/simulator/simulator.ts';
import { AteraClient } from '../../../shared/atera/client.ts';
import { type ApiKeySource, fixedApiKey } from '../../../shared/secrets/api-key-source.ts';
import { sessionOf } from '../hosts/leases.ts';
import { testDispatcher } from './stand-in-server.ts';

interface TenantOptions extends Omit<SimulatorOptions, 'clock'> {
  /** Default: the simulator's current key, indefinitely. */
  readonly keys?: (simulator: Simulator) => ApiKeySource;
}

/**
 * A simulated Atera tenant with a client for it, a session of 100 requests and a customer; fails on
 * unknown requests.
 */
export async function ateraTenant({ keys, ...options }: TenantOptions = {}) {
  const clock = new VirtualClock();
  const simulator = await startSimulator({ ...options, clock });
  const tracked = trackingDispatcher(testDispatcher());
  const release = holdClockWhileUnequal(clock, simulator, tracked);
  const { dispatcher } = tracked;
  const client = new AteraClient({
    baseUrl: simulator.ateraBaseUrl,
    keys: keys?.(simulator) ?? fixedApiKey(simulator.keys.current),
    dispatcher,
    clock,
  });
  return {
    clock,
    simulator,
    dispatcher,
    client,
    world: simulator.world,
    customer: simulator.world.addCustomer('North Wind Ltd'),
    session: await sessionOf(clock),
    async [Symbol.asyncDispose]() {
      release();
      await dispatcher.destroy();
      await simulator.close();
      simulator.assertNoUnknownRequests();
    },
  };
}
