import type { Mode } from '../../policy/ladder.ts';

/** A change of the modes. */
interface ModeWords {
  /** Customers, at least one, or 0 when only `others`. */
  readonly count: number;
  /** Some of them, in words. */
  readonly names: string;
  readonly others: boolean;
  readonly playbook: string;
  readonly from: Mode;
  readonly to: Mode;
}

/** What changes in the policy, in whole sentences. Values are as they stand in the document. */
export const en = {
  modes: ({ count, names, others, playbook, from, to }: ModeWords): string => {
    const rest = 'customers that are not listed, and alerts without one,';
    const who = count === 0 ? `All ${rest}` : `${count === 1 ? '1 customer' : `${count} customers`} (${names})`;
    const goes = count === 1 && !others ? 'goes' : 'go';
    return `${playbook}: ${count > 0 && others ? `${who} and all ${rest}` : who} ${goes} from ${from} to ${to}.`;
  },
  more: ({ count }: { count: number }): string => `${count} more`,
  set: ({ path, to }: { path: string; to: string }): string => `${path} is set to ${to}.`,
  removed: ({ path, from }: { path: string; from: string }): string => `${path} is removed (it was ${from}).`,
  changed: ({ path, from, to }: { path: string; from: string; to: string }): string =>
    `${path} goes from ${from} to ${to}.`,
  list: ({ path, added, gone }: { path: string; added: string; gone: string }): string =>
    `${path}: ${[added && `${added} added`, gone && `${gone} removed`].filter(Boolean).join('; ')}.`,
  reordered: ({ path }: { path: string }): string => `${path}: the same entries in another order.`,
  withoutOwn: ({ sentence }: { sentence: string }): string =>
    `${sentence} It holds for all customers without a value of their own.`,
  notListed: ({ ids }: { ids: string }): string =>
    `WORKLET_ALLOWLIST does not hold ${ids}: the app runs no such worklet, whatever the policy says.`,
  ceiling: ({ mode }: { mode: Mode }): string =>
    `REMEDIATION_MODE is ${mode}: nothing goes beyond it, whatever the policy says.`,
  announced: ({ by, at, changes }: { by: string; at: string; changes: string }): string =>
    `A change of the policy by ${by} widens what the app may do and comes into force ${at}. ${changes} Until then it can be withdrawn on the page Policy.`,
  inForce: ({ by, changes }: { by: string; changes: string }): string =>
    `A change of the policy by ${by} is in force. ${changes}`,
  withdrawn: ({ by, announcedBy }: { by: string; announcedBy: string }): string =>
    `The change of the policy that ${announcedBy} had announced was withdrawn by ${by}: it does not come into force.`,
  invalid:
    'The stored policy in force is not valid for this version of the app; nothing outside the app is changed until it is put right on the page Policy',
  lost: 'The stored policy cannot be found; nothing outside the app is changed until a policy is stored again on the page Policy',
};
