import { between, guid } from '../../random.ts';
import type { World } from '../../world/world.ts';
import type { AutomoxBehaviour } from '../behaviour.ts';
import type { EnrolledServer } from '../enrolled-server.ts';
import type { AutomoxPolicy } from '../organization.ts';

/** How a worklet ended; what is not said is an empty output and, for the codes, 0 and none. */
export interface WorkletEnd {
  /** The script's own; null = the script never came to one, and only `errorCode` says why. */
  readonly exitCode?: number | null;
  /** The vendor's own numbers, which mean other things. */
  readonly errorCode?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly reason?: string;
}

/** What a run did on one device. */
export interface RunResult {
  readonly server: EnrolledServer;
  end?: WorkletEnd;
  endedAt?: number;
  /** From when on the vendor reports the end. */
  reportedFrom?: number;
}

/** One run of a policy, on one device or on many. */
export interface PolicyRun {
  readonly token: string;
  readonly policy: AutomoxPolicy;
  readonly orderedAt: number;
  readonly results: readonly RunResult[];
}

/**
 * Every run with what it printed: known some time after its end, by a token that no answer to the
 * order contains.
 */
export class PolicyHistory {
  /** False: what runs from now on never appears. */
  recording = true;
  readonly #world: World;
  readonly #behaviour: AutomoxBehaviour;
  readonly #runs: PolicyRun[] = [];
  #draws = 0;

  constructor(world: World, behaviour: AutomoxBehaviour) {
    this.#world = world;
    this.#behaviour = behaviour;
  }

  /** A run begins on these servers, none of which has reported. */
  begin(policy: AutomoxPolicy, servers: readonly EnrolledServer[]): PolicyRun {
    const token = guid(this.#world.seed, 'execution', this.#draws++);
    const run = { token, policy, orderedAt: this.#world.now(), results: servers.map((server) => ({ server })) };
    if (this.recording) this.#runs.push(run);
    return run;
  }

  /** The run ended on one of its servers. */
  end({ results }: PolicyRun, server: EnrolledServer, end: WorkletEnd): void {
    const result: RunResult | undefined = results.find((one) => one.server === server);
    if (!result) return;
    const now = this.#world.now();
    const lag = between(this.#behaviour.historyLagMs, this.#world.seed, 'history', server.id, this.#draws++);
    Object.assign(result, { end, endedAt: now, reportedFrom: now + lag });
  }

  /** The runs of a policy that the vendor lists now, newest first. */
  of(policy: AutomoxPolicy): PolicyRun[] {
    const { historyPending } = this.#behaviour;
    return this.#runs
      .filter((run) => run.policy === policy)
      .filter(({ results }) => historyPending === 'shown' || results.some((result) => this.isReported(result)))
      .reverse();
  }

  /** Whether the vendor reports the end of this result. */
  isReported({ reportedFrom }: RunResult): boolean {
    return reportedFrom !== undefined && reportedFrom <= this.#world.now();
  }
}
