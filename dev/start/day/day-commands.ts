import { z } from 'zod';
import type { LoggedRequest } from '../../simulator/request-log.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import type { Device } from '../../simulator/world/device.ts';

/** A command that Automox was ordered to carry out on a device. */
export interface SentCommand {
  /** Epoch ms. */
  readonly at: number;
  readonly playbook: 'disk-space' | 'pending-reboot';
  /** Undefined for a server that Automox does not know. */
  readonly device: Device | undefined;
}

const Queued = z.object({ command_type_name: z.string() });
const Ordered = z.object({ serverId: z.coerce.number() });

/** A scan changes nothing on the device. */
const SCAN = 'GetOS';

/**
 * Everything that was sent to change a device, in order, from what the simulated Automox received.
 */
export function commandsSent({ requests, automox }: Pick<Simulator, 'requests' | 'automox'>): SentCommand[] {
  return requests.flatMap((request) => {
    const sent = commandIn(request);
    if (!sent) return [];
    const device = automox.servers.get(sent.serverId)?.device;
    return [{ at: request.at, playbook: sent.playbook, device }];
  });
}

function commandIn({ method, template, path, query, body }: LoggedRequest) {
  if (method !== 'POST') return undefined;
  if (template === '/servers/{serverId}/queues') {
    if (Queued.safeParse(body).data?.command_type_name === SCAN) return undefined;
    return { playbook: 'pending-reboot', serverId: Number(/servers\/(\d+)\//.exec(path)?.[1]) } as const;
  }
  if (template !== '/policies/{policyId}/action') return undefined;
  const order = Ordered.safeParse({ ...query, ...Object(body) });
  return { playbook: 'disk-space', serverId: order.data?.serverId ?? Number.NaN } as const;
}
