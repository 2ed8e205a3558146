import type { Clock } from '../clock.ts';
import type { Workers } from './dispatcher.ts';
import type { Message } from './types.ts';

/** One host on the hub, as the others know it. */
export interface Member {
  readonly workers: Workers;
  /** How long what is dequeued stays hidden when the host dies: a turn, an activity (ms). */
  readonly visibilityMs: { readonly turn: number; readonly activity: number };
  /** Called when the host becomes the one that fires the timers. */
  startTimers(): void;
}

/**
 * The lease of a partition is not handed over: others take it up when it has run out (24-32 s
 * measured).
 */
const LEASE_MS = 30_000;

interface InFlight {
  readonly member: Member;
  readonly message: Message;
  readonly visibleAt: number;
}

/**
 * The hosts that share a task hub of one partition. One of them, the first, runs its orchestrations
 * and entities and fires its timers; activities go to each in turn. What a host that left had
 * dequeued is delivered again when it becomes visible.
 */
export class Fleet implements Workers {
  readonly #clock: Clock;
  readonly #deliver: (message: Message) => void;
  readonly #members: Member[] = [];
  readonly #inFlight = new Map<number, InFlight>();
  #turn = 0;
  #ownedFrom = 0;

  constructor(clock: Clock, deliver: (message: Message) => void) {
    this.#clock = clock;
    this.#deliver = deliver;
  }

  /** Adds a host; the first one fires the timers at once. */
  join(member: Member): void {
    this.#members.push(member);
    if (this.#members.length === 1) member.startTimers();
  }

  /** Removes a host. Returns whether others are left. */
  leave(member: Member): boolean {
    const index = this.#members.indexOf(member);
    if (index >= 0) this.#members.splice(index, 1);
    const next = this.#members[0];
    if (!next) return false;
    if (index === 0) {
      this.#ownedFrom = this.#clock.now() + LEASE_MS;
      this.#clock.setTimer(() => {
        if (this.#members.includes(next)) next.startTimers();
      }, LEASE_MS);
    }
    for (const [id, lost] of this.#inFlight) {
      if (lost.member !== member) continue;
      this.#inFlight.delete(id);
      this.#deliver({ ...lost.message, visibleAt: Math.max(lost.visibleAt, this.#clock.now()) });
    }
    return true;
  }

  /** These messages are done with: they left the hub. */
  finished(ids: readonly number[] = []): void {
    for (const id of ids) this.#inFlight.delete(id);
  }

  async activity(message: Message & { kind: 'activity' }): Promise<void> {
    const member = this.#members[this.#turn++ % this.#members.length];
    if (!member) return;
    this.#dequeued(member, [message], member.visibilityMs.activity);
    await member.workers.activity(message);
    this.#settled(member, [message]);
  }

  async instance(target: string, messages: Message[]): Promise<Message[]> {
    const [owner] = this.#members;
    if (!owner) return [];
    if (this.#clock.now() < this.#ownedFrom) {
      for (const message of messages) this.#deliver({ ...message, visibleAt: this.#ownedFrom });
      return [];
    }
    this.#dequeued(owner, messages, owner.visibilityMs.turn);
    const left = await owner.workers.instance(target, messages);
    if (!this.#members.includes(owner)) return [];
    this.#settled(owner, messages);
    return left;
  }

  #dequeued(member: Member, messages: readonly Message[], visibilityMs: number): void {
    const visibleAt = this.#clock.now() + visibilityMs;
    for (const message of messages) this.#inFlight.set(message.id, { member, message, visibleAt });
  }

  #settled(member: Member, messages: readonly Message[]): void {
    for (const { id } of messages) if (this.#inFlight.get(id)?.member === member) this.#inFlight.delete(id);
  }
}
