import type { Clock, Invocation, InvocationOutcome } from '../../dev/host/index.ts';

/** One activity that was called under a lease. */
export interface LeasedCall {
  readonly activity: string;
  /** The device of its occurrence, as its key. */
  readonly deviceKey: string;
  readonly playbook: string;
  readonly requests: number;
  /** When it was done (epoch ms). */
  readonly at: number;
}

interface Input {
  readonly subject?: { readonly key: { readonly deviceKey: string }; readonly playbook: string };
}

/** Every call of an activity for an occurrence, and how many requests it sent. */
export class Observed {
  readonly calls: LeasedCall[] = [];
  readonly #clock: Pick<Clock, 'now'>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Takes note of an invocation that the host has made. */
  record({ fn, trigger }: Invocation, outcome: InvocationOutcome): void {
    if (!fn.trigger.type.toLowerCase().startsWith('activity') || !outcome.ok) return;
    const { subject } = parsed<Input>(trigger.json ?? trigger.string) ?? {};
    const { usage } = parsed<{ usage?: number[] }>(outcome.response.returnValue?.json) ?? {};
    if (!subject || !usage) return;
    const { playbook, key } = subject;
    const call = { activity: fn.name, playbook, deviceKey: key.deviceKey, requests: usage.length };
    this.calls.push({ ...call, at: this.#clock.now() });
  }

  /**
   * When each device was inspected for the first time, by its key: what is to be done about it is
   * decided then.
   */
  firstInspections(): Map<string, number> {
    const first = new Map<string, number>();
    for (const { activity, deviceKey, at } of this.calls)
      if (activity.startsWith('inspect') && !first.has(deviceKey)) first.set(deviceKey, at);
    return first;
  }
}

function parsed<T>(json: unknown): T | undefined {
  return typeof json === 'string' ? (JSON.parse(json) as T) : undefined;
}
