import { z } from 'zod';
import type { Check } from '../health.ts';

const statuses = ['ok', 'warning', 'failed'] as const;

/** How a check stood: `notified` is what people were notified of last. Epoch ms. */
const WatchedCheck = z.object({ status: z.enum(statuses), since: z.number(), notified: z.enum(statuses) });

/** What the watch remembers between two runs. */
export const Watched = z.object({
  checks: z.record(z.string(), WatchedCheck),
  /** The last change of the kill switch that was sent. */
  killSwitch: z.number().optional(),
  /** The local day of the last daily summary. */
  summary: z.string().optional(),
});

/** As above. */
export type Watched = z.output<typeof Watched>;

/** A check that stands otherwise than people were notified of last. */
export interface HealthChange {
  readonly name: string;
  readonly status: Check['status'];
  readonly detail: string;
  /** When it was first found so (epoch ms): with the name it identifies the change. */
  readonly since: number;
}

/** Notified by events of their own, or by the ticket system. */
const NOT_WATCHED: readonly string[] = ['kill-switch', 'atera'];

/**
 * Returns how the checks stand, and what people are to be notified of: a state that two checks in a row have
 * found, once. Pure.
 */
export function watchChecks(
  before: Watched['checks'],
  checks: readonly Check[],
  now: number,
): { readonly checks: Watched['checks']; readonly changes: readonly HealthChange[] } {
  const watched = checks.filter(({ name }) => !NOT_WATCHED.includes(name));
  const changes: HealthChange[] = [];
  const after = watched.map(({ name, status, detail }) => {
    const known = before[name] ?? { status: 'ok', since: now, notified: 'ok' };
    if (known.status !== status) return [name, { ...known, status, since: now }] as const;
    if (known.notified === status) return [name, known] as const;
    changes.push({ name, status, detail, since: known.since });
    return [name, { ...known, notified: status }] as const;
  });
  return { checks: Object.fromEntries(after), changes };
}
