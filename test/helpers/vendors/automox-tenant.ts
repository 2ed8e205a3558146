import { VirtualClock } from '../../../dev/host/clock.ts';
import { holdClockWhileUnequal, trackingDispatcher } from '../../../dev/simulator/quiescence.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../dev/simulator/simulator.ts';
import { AutomoxClient, type AutomoxClientOptions } from '../../../shared/automox/client.ts';
import { type ApiKeySource, fixedApiKey } from '../../../shared/secrets/api-key-source.ts';
import { openTestSession } from '../hosts/leases.ts';
import { testDispatcher } from './stand-in-server.ts';

interface TenantOptions extends Omit<SimulatorOptions, 'clock'> {
  /** Default: the simulator's current key, indefinitely. */
  readonly keys?: (simulator: Simulator) => ApiKeySource;
  readonly client?: Partial<AutomoxClientOptions>;
}

/**
 * A simulated Automox organisation with a client for it, a session of 100 requests for either
 * budget, and a customer; fails on unknown requests.
 */
export async function automoxTenant({ keys, client: overrides, ...options }: TenantOptions = {}) {
  const clock = new VirtualClock();
  const simulator = await startSimulator({ ...options, clock });
  const tracked = trackingDispatcher(testDispatcher());
  const release = holdClockWhileUnequal(clock, simulator, tracked);
  const { dispatcher } = tracked;
  const client = new AutomoxClient({
    baseUrl: simulator.automoxBaseUrl,
    organizationId: simulator.automox.id,
    keys: keys?.(simulator) ?? fixedApiKey(simulator.automoxKeys.current),
    dispatcher,
    clock,
    ...overrides,
  });
  const lease = { n: 100, notAfter: clock.now() + 60_000 };
  return {
    clock,
    simulator,
    client,
    automox: simulator.automox,
    world: simulator.world,
    customer: simulator.world.addCustomer('North Wind Ltd'),
    session: await openTestSession(clock, { ...lease, budget: 'automox' }),
    listSession: await openTestSession(clock, { ...lease, budget: 'automox-servers' }),
    async [Symbol.asyncDispose]() {
      release();
      await dispatcher.destroy();
      await simulator.close();
      simulator.assertNoUnknownRequests();
    },
  };
}
