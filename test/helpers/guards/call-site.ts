import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Where the project called the guarded function: `shared/clock.ts:30`, or undefined when the
 * immediate caller is Node, Vitest or a package. `guard` is the function that asks; its own frame
 * and those above it are left out.
 */
export function callSite(guard: (...args: never[]) => unknown): string | undefined {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, guard);
  const frame = holder.stack?.split('\n')[1] ?? '';
  const [, location = '', line = ''] = /(?:\(|at (?:async )?)([^()]+):(\d+):\d+\)?$/.exec(frame) ?? [];
  if (location.startsWith('node:') || location === '') return undefined;
  const path = relative(root, location.startsWith('file:') ? fileURLToPath(location) : location);
  return path.startsWith('..') || path.includes('node_modules') ? undefined : `${path}:${line}`;
}
