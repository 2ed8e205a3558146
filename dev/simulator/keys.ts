import { randomInt } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';

/** The vendor's twelve permission domains. */
export type Domain =
  | 'Agents'
  | 'Alerts'
  | 'Billing'
  | 'Contacts'
  | 'Contracts'
  | 'Customers'
  | 'CustomValues'
  | 'Departments'
  | 'Devices'
  | 'KnowledgeBase'
  | 'Rates'
  | 'Tickets';

/** The vendor's three rights per domain of its API. */
export type Access = 'Read' | 'Write' | 'Delete';

/** What a token may do; `full` = everything. */
export type Permissions = 'full' | Partial<Record<Domain, readonly Access[]>>;

interface Key {
  readonly permissions: Permissions;
  readonly expiresAt: number;
}

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const YEAR_MS = 365 * 86_400_000;

function random(length: number): string {
  return Array.from({ length }, () => LETTERS_AND_DIGITS[randomInt(LETTERS_AND_DIGITS.length)]).join('');
}

function isToken(key: string): boolean {
  return key.startsWith('eyJ');
}

/**
 * A made-up legacy key: 32 lower-case letters and digits, begins with `simulated`, another one each
 * time.
 */
function madeUpKey(): string {
  return `simulated${random(23)}`;
}

/** The tenant's keys: at most one legacy key, any number of tokens. */
export class KeyRing {
  readonly #clock: Clock;
  readonly #keys = new Map<string, Key>();
  #current: string;

  constructor(clock: Clock, first: string = madeUpKey()) {
    this.#clock = clock;
    this.#current = first;
    this.#keys.set(first, { permissions: 'full', expiresAt: Number.POSITIVE_INFINITY });
  }

  /** The key made last. */
  get current(): string {
    return this.#current;
  }

  /** Makes a new legacy key; the old one stops at once, tokens stay. */
  rotate(): string {
    for (const key of this.#keys.keys()) if (!isToken(key)) this.#keys.delete(key);
    return this.#add(madeUpKey(), { permissions: 'full', expiresAt: Number.POSITIVE_INFINITY });
  }

  /** Makes a token (a JWT with `exp`); lives at most a year. */
  addToken(permissions: Permissions = 'full', livesMs: number = YEAR_MS): string {
    const expiresAt = this.#clock.now() + livesMs;
    const claims = { sub: 'simulated', jti: random(24), exp: Math.floor(expiresAt / 1_000) };
    const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const token = [encode({ alg: 'HS256', typ: 'JWT' }), encode(claims), random(43)].join('.');
    return this.#add(token, { permissions, expiresAt });
  }

  /** Ends a key at once. */
  revoke(key: string): void {
    this.#keys.delete(key);
  }

  /**
   * 401 for a missing, wrong, expired or wrongly placed key, 403 without the permission, undefined
   * when all is well.
   */
  check(
    headers: { readonly 'x-api-key'?: unknown; readonly authorization?: unknown },
    needs: { readonly domain: Domain; readonly access: Access } | undefined,
  ): 401 | 403 | undefined {
    const key = this.#find(headers['x-api-key'], headers.authorization);
    if (!key || key.expiresAt <= this.#clock.now()) return 401;
    if (!needs || key.permissions === 'full') return undefined;
    return key.permissions[needs.domain]?.includes(needs.access) ? undefined : 403;
  }

  #find(apiKey: unknown, authorization: unknown): Key | undefined {
    if (typeof authorization === 'string') {
      const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
      return isToken(token) ? this.#keys.get(token) : undefined;
    }
    return typeof apiKey === 'string' && !isToken(apiKey) ? this.#keys.get(apiKey) : undefined;
  }

  #add(value: string, key: Key): string {
    this.#keys.set(value, key);
    this.#current = value;
    return value;
  }
}
