import type { Condition } from '../occurrences/condition.ts';
import type { OccurrenceKey } from '../occurrences/keys.ts';
import type { Approval } from './approval.ts';

/**
 * How the question of a link stands. `changed`: the app has asked another one since. `withdrawn`: its
 * device was muted before anybody answered, and it was not asked again yet. `over`: nobody is asked
 * any more.
 */
export type LinkStanding =
  | { readonly state: 'open' | 'answered' | 'expired'; readonly approval: Approval }
  | { readonly state: 'gone' | 'changed' | 'withdrawn' | 'over' };

interface Asked {
  readonly key: OccurrenceKey;
  readonly number: number;
  readonly evidence: string;
}

/** Returns how it stands at `now` (epoch ms), by the row as it is. Pure. */
export function linkStanding(
  row: Pick<Condition, 'occurrence' | 'state' | 'approval'> | undefined,
  { key, number, evidence }: Asked,
  now: number,
): LinkStanding {
  if (!row || row.occurrence < key.occurrence) return { state: 'gone' };
  if (row.occurrence > key.occurrence) return { state: 'over' };
  const { approval } = row;
  if (approval?.number !== number || approval.evidence !== evidence) return { state: 'changed' };
  if (approval.answer) return { state: 'answered', approval };
  if (row.state === 'closed') return { state: 'over' };
  if (approval.withdrawnAt !== undefined) return { state: 'withdrawn' };
  if (now >= approval.expiresAt) return { state: 'expired', approval };
  return row.state === 'remediating' ? { state: 'open', approval } : { state: 'over' };
}
