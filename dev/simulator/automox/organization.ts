import { guid } from '../random.ts';
import type { Device } from '../world/device.ts';
import type { World } from '../world/world.ts';
import { type AutomoxBehaviour, DEFAULT_AUTOMOX_BEHAVIOUR } from './behaviour.ts';
import { EnrolledServer, type EnrollOptions } from './enrolled-server.ts';
import { PolicyHistory, type PolicyRun, type WorkletEnd } from './history/policy-history.ts';
import { ServerListLimit } from './server-list-limit.ts';

/**
 * What a worklet does to the machine. Returns the exit code, or how it ended in full; nothing = 0.
 */
export type Worklet = (device: Device) => number | WorkletEnd | undefined;

/** A policy of the organisation. */
export interface AutomoxPolicy {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly type: 'patch' | 'custom' | 'required_software';
  /** A policy does nothing on devices of other groups. */
  readonly groupIds: readonly number[];
  readonly run: Worklet;
}

export interface AutomoxEvent {
  readonly id: number;
  readonly name: string;
  readonly at: number;
  readonly serverId: number;
  readonly policyId: number;
  readonly exitCode: number | null;
}

/** The group of devices for which none is named. */
const DEFAULT_GROUP_ID = 900;

/** One organisation (zone) of Automox over the machines of a world. */
export class AutomoxOrganization {
  readonly id: number = 104_321;
  readonly uuid: string;
  readonly name: string;
  readonly world: World;
  /** May be changed at any time. */
  readonly behaviour: AutomoxBehaviour;
  readonly servers = new Map<number, EnrolledServer>();
  readonly policies = new Map<number, AutomoxPolicy>();
  readonly events: AutomoxEvent[] = [];
  readonly history: PolicyHistory;
  /** Policies that were ordered to run on every device: the product must never do it. */
  readonly remediatedAll: number[] = [];
  readonly listLimit = new ServerListLimit();
  #lastServer = 3_000_000;
  #lastPolicy = 40_000;
  #lastCommand = 600_000_000;
  #lastEvent = 80_000_000;

  constructor(world: World, behaviour: Partial<AutomoxBehaviour> = {}) {
    this.world = world;
    this.behaviour = { ...DEFAULT_AUTOMOX_BEHAVIOUR, ...behaviour };
    this.history = new PolicyHistory(world, this.behaviour);
    this.uuid = guid(world.seed, 'automox organization');
    this.name = world.account.companyName;
  }

  /** Installs Automox's agent on a machine; twice gives two servers, as a re-installation does. */
  enroll(device: Device, options: EnrollOptions = {}): EnrolledServer {
    const { groupId = DEFAULT_GROUP_ID } = options;
    const server = new EnrolledServer(
      ++this.#lastServer,
      device,
      { ...options, groupId },
      {
        world: this.world,
        behaviour: this.behaviour,
        nextCommandId: () => ++this.#lastCommand,
        runPolicy: (target, run) => this.#run(target, run),
      },
    );
    this.servers.set(server.id, server);
    return server;
  }

  /** Removes a server; its queue goes with it. */
  remove(server: EnrolledServer): void {
    server.setAgent('down');
    this.servers.delete(server.id);
  }

  /** The server with this id or uuid. */
  find(id: string): EnrolledServer | undefined {
    return this.servers.get(Number(id)) ?? [...this.servers.values()].find(({ uuid }) => uuid === id.toLowerCase());
  }

  /**
   * Adds a worklet, by default for the default group, which by default does nothing and succeeds.
   */
  addWorklet(name: string, run: Worklet = () => 0, groupIds: readonly number[] = [DEFAULT_GROUP_ID]): AutomoxPolicy {
    const id = ++this.#lastPolicy;
    const policy = { id, uuid: guid(this.world.seed, 'policy', id), name, type: 'custom' as const, groupIds, run };
    this.policies.set(id, policy);
    return policy;
  }

  /** Orders a policy to run on one server; without contact it waits in the queue. */
  remediate(policy: AutomoxPolicy, server: EnrolledServer): void {
    this.#order(policy, [server]);
  }

  /** Orders a policy to run on every device of its groups. */
  remediateAll(policy: AutomoxPolicy): void {
    this.remediatedAll.push(policy.id);
    this.runOnSchedule(policy);
  }

  /** The policy's own schedule: one run on every device of its groups. */
  runOnSchedule(policy: AutomoxPolicy): void {
    this.#order(policy, [...this.servers.values()]);
  }

  #order(policy: AutomoxPolicy, targets: readonly EnrolledServer[]): void {
    const servers = targets.filter(({ groupId }) => policy.groupIds.includes(groupId));
    if (servers.length === 0) return;
    const run = this.history.begin(policy, servers);
    for (const server of servers) server.enqueue(`policy_${policy.id}_remediate`, { run });
  }

  #run(server: EnrolledServer, run: PolicyRun): void {
    const { id: policyId } = run.policy;
    if (!this.policies.has(policyId)) return;
    const { id: serverId, device } = server;
    const outcome = run.policy.run(device) ?? 0;
    const end = typeof outcome === 'number' ? { exitCode: outcome } : outcome;
    const { exitCode = 0 } = end;
    this.history.end(run, server, end);
    const at = this.world.now();
    this.events.push({ id: ++this.#lastEvent, name: 'system.policy.action', at, serverId, policyId, exitCode });
  }
}
