import type { EnrollOptions } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { SimulatorOptions } from '../../../dev/simulator/simulator.ts';
import type { DeviceOptions } from '../../../dev/simulator/world/device.ts';
import { type CallOptions, startCalling } from './simulator-call.ts';

/**
 * A simulator with a client that calls Automox by path, and a customer whose machines are enrolled
 * in one step.
 */
export async function startAutomox(options: Omit<SimulatorOptions, 'clock'> = {}) {
  const calling = await startCalling(options);
  const { simulator, clock, world } = calling;
  const customer = world.addCustomer('North Wind Ltd');

  const call = async (path: string, { headers, ...rest }: CallOptions = {}) => {
    const authorization = `Bearer ${simulator.automoxKeys.current}`;
    const answer = await calling.callAny(`/automox/api${path}`, { ...rest, headers: { authorization, ...headers } });
    const json: unknown = answer.json;
    return { ...answer, json };
  };

  return {
    simulator,
    clock,
    call,
    organization: simulator.automox,
    enroll: (device: DeviceOptions, enrollment: EnrollOptions = {}) =>
      simulator.automox.enroll(world.addDevice(customer, device), enrollment),
    queue: (serverId: number, command: string) =>
      call(`/servers/${serverId}/queues?o=${simulator.automox.id}`, {
        method: 'POST',
        body: { command_type_name: command },
      }),
    [Symbol.asyncDispose]: () => calling[Symbol.asyncDispose](),
  };
}
