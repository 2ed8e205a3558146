import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { HostRequest } from './exchange.ts';

/** The keys of one host, made again with every start. */
export interface HostKeys {
  readonly function: string;
  readonly system: string;
  readonly master: string;
}

export function newKeys(): HostKeys {
  const key = () => randomBytes(30).toString('base64url');
  return { function: key(), system: key(), master: key() };
}

/** Whether the request's `x-functions-key` or `code` opens this level; the master key opens all. */
export function isAllowed(level: string, request: HostRequest, keys: HostKeys): boolean {
  if (level === 'anonymous') return true;
  const given = request.headers['x-functions-key'] ?? request.query.get('code') ?? '';
  const accepted =
    level === 'function'
      ? [keys.function, keys.master]
      : level === 'system'
        ? [keys.system, keys.master]
        : [keys.master];
  return accepted.some((key) => isEqual(key, given));
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
