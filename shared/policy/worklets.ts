import { z } from 'zod';
import { foldName } from '../domain/text/name-key.ts';
import { playbooks } from '../playbooks/index.ts';

const workletId = z.int().positive();

/** One worklet for each name, for instance of a service. */
const byName = z
  .record(z.string().trim().min(1).max(256), workletId)
  .refine(
    (given) => new Set(Object.keys(given).map(foldName)).size === Object.keys(given).length,
    'has one name twice',
  );

type Worklets = z.ZodType<number | Readonly<Record<string, number>>>;

/** Automox worklets by what they are for. */
export const workletsSection = z.strictObject(
  Object.fromEntries(
    playbooks.flatMap(({ worklet }) => {
      if (!worklet) return [];
      const { purpose, description, each } = worklet;
      const [schema, unit] = each === undefined ? [workletId, 'id'] : [byName, `id by ${each}`];
      return [[purpose, (schema as Worklets).optional().meta({ unit, description })]];
    }),
  ) as Readonly<Record<string, z.ZodOptional<Worklets>>>,
);

/** What one worklet is for: its purpose, and the name it is for where there is one for each. The same in whatever case a name is written. */
export function workletPurpose(purpose: string, name?: string): string {
  return name === undefined ? purpose : `${purpose}: ${foldName(name)}`;
}

/** The worklets of a section by `workletPurpose`. */
export function workletsIn(section: z.output<typeof workletsSection> = {}): Record<string, number> {
  const found = Object.entries(section).flatMap(([purpose, given]) => {
    if (given === undefined) return [];
    if (typeof given === 'number') return [[purpose, given] as const];
    return Object.entries(given).map(([name, id]) => [workletPurpose(purpose, name), id] as const);
  });
  return Object.fromEntries(found);
}
