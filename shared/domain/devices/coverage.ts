import { z } from 'zod';
import type { DeviceMatch } from './match-devices.ts';

const counts = z.record(z.string(), z.int().nonnegative());

const customerCoverage = z.object({
  /** Null: devices of no customer. */
  customerId: z.int().nullable(),
  withActions: z.int().nonnegative(),
  /** Devices without actions by the code of their reason. */
  without: counts,
});

/**
 * How many devices the app can act on, by which marks, and why not on the others: of all, and of
 * each customer.
 */
export const coverage = z.object({
  withActions: z.int().nonnegative(),
  /** The same by the marks under which they were matched. */
  by: counts,
  without: counts,
  /** Those with most devices without actions first. */
  customers: z.array(customerCoverage).readonly(),
  /** Customers that are not listed here, because there are too many. */
  moreCustomers: z.int().nonnegative(),
});

/** How many devices the app can act on, by which marks, and why not on the others. */
export type Coverage = z.output<typeof coverage>;

/** A column of a table holds 32,000 characters, and one customer takes up to 420 of them. */
const MOST_CUSTOMERS = 60;

interface Device {
  readonly id: number;
  readonly customerId?: number | undefined;
}

/**
 * Returns the coverage of these agents by what was matched; one that was not searched for counts as
 * not matched.
 */
export function coverageOf(agents: readonly Device[], matches: ReadonlyMap<number, DeviceMatch>): Coverage {
  const all = tally(agents, matches);
  const customers = [...Map.groupBy(agents, ({ customerId }) => customerId ?? null)]
    .map(([customerId, devices]) => ({ customerId, ...withoutMarks(tally(devices, matches)) }))
    .sort((one, other) => lacking(other) - lacking(one) || (one.customerId ?? 0) - (other.customerId ?? 0));
  return {
    ...all,
    customers: customers.slice(0, MOST_CUSTOMERS),
    moreCustomers: Math.max(0, customers.length - MOST_CUSTOMERS),
  };
}

/** `18 serial+name, 2 policy`, the largest first; '' for none. */
export function countsText(given: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(given).sort(([, one], [, other]) => other - one);
  return sorted.map(([name, count]) => `${count} ${name}`).join(', ');
}

function tally(devices: readonly Device[], matches: ReadonlyMap<number, DeviceMatch>) {
  const found = devices.map(({ id }) => matches.get(id));
  const marks = found.flatMap((one) => (one?.matched ? one.by : []));
  const codes = found.flatMap((one) => (one?.matched ? [] : (one?.code ?? 'not-matched')));
  return { withActions: marks.length, by: counted(marks), without: counted(codes) };
}

function withoutMarks({ by: _, ...rest }: ReturnType<typeof tally>) {
  return rest;
}

function lacking({ without }: { readonly without: Readonly<Record<string, number>> }): number {
  return Object.values(without).reduce((sum, count) => sum + count, 0);
}

function counted(names: readonly string[]): Record<string, number> {
  const groups = [...Map.groupBy(names, (name) => name)].sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(groups.map(([name, { length }]) => [name, length]));
}
