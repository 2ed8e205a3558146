import { randomUUID } from 'node:crypto';

/** What a user may do: everything, or read only. */
export type AutomoxRole = 'full' | 'read-only';

/** The organisation's keys: each belongs to a user and has that user's role. */
export class AutomoxKeys {
  readonly #roles = new Map<string, AutomoxRole>();
  #current: string;

  constructor(first: string = randomUUID()) {
    this.#current = first;
    this.#roles.set(first, 'full');
  }

  /** The key made last. */
  get current(): string {
    return this.#current;
  }

  /** Makes a further key, another one each time; the others stay. */
  add(role: AutomoxRole = 'full'): string {
    this.#current = randomUUID();
    this.#roles.set(this.#current, role);
    return this.#current;
  }

  /** Makes a new key with full rights; every other one stops at once. */
  rotate(): string {
    this.#roles.clear();
    return this.add();
  }

  /** Gives the user of a key another role, from now on. */
  setRole(key: string, role: AutomoxRole): void {
    if (this.#roles.has(key)) this.#roles.set(key, role);
  }

  /** Ends a key at once. */
  revoke(key: string): void {
    this.#roles.delete(key);
  }

  /** The role of the key in the header, or undefined without a valid one. */
  roleOf(authorization: string | undefined): AutomoxRole | undefined {
    return this.#roles.get(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '');
  }
}
