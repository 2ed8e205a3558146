import { z } from 'zod';
import { foldName } from '../../domain/text/name-key.ts';
import { playbooks } from '../../playbooks/index.ts';

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
      return [[purpose, (schema as Worklets).optional().meta({ unit, description, widens: 'given' })]];
    }),
  ) as Readonly<Record<string, z.ZodOptional<Worklets>>>,
);

/**
 * Returns what one worklet is for: its purpose, and the name it is for where there is one for each.
 * The same in whatever case a name is written.
 */
export function workletPurpose(purpose: string, name?: string): string {
  return name === undefined ? purpose : `${purpose}: ${foldName(name)}`;
}

/** Returns the worklets of a section by `workletPurpose`. */
export function workletsIn(section: z.output<typeof workletsSection> = {}): Record<string, number> {
  const found = Object.entries(section).flatMap(([purpose, given]) => {
    if (given === undefined) return [];
    if (typeof given === 'number') return [[purpose, given] as const];
    return Object.entries(given).map(([name, id]) => [workletPurpose(purpose, name), id] as const);
  });
  return Object.fromEntries(found);
}

type Section = z.output<typeof workletsSection> | undefined;

/** What of the policy names worklets. */
interface Naming {
  readonly worklets?: Section;
  readonly customers: Readonly<
    Record<
      string,
      { readonly worklets?: Section; readonly automox?: { readonly organizationId?: number | undefined } | undefined }
    >
  >;
}

/**
 * Returns one mistake for each worklet that a policy names for another purpose as well: a person
 * would approve the one and get the other. Several names of one purpose may share a worklet; the
 * same number in two organisations is two worklets.
 */
export function workletsOfTwoPurposes(policy: Naming): { readonly path: string[]; readonly message: string }[] {
  const firsts = new Map<string, { readonly purpose: string; readonly path: string }>();
  return namedIn(policy).flatMap(({ path: base, organizationId, worklets }) =>
    entriesOf(worklets).flatMap(({ purpose, path: own, id }) => {
      const path = [...base, ...own];
      const key = `${organizationId} ${id}`;
      const first = firsts.get(key) ?? { purpose, path: path.join('.') };
      firsts.set(key, first);
      if (first.purpose === purpose) return [];
      const message = `worklet ${id} is named for another purpose as well (${first.path}): each needs one of its own`;
      return [{ path, message }];
    }),
  );
}

/**
 * The general section and the customers' own, each with its Automox organisation; undefined = that
 * of the settings.
 */
function namedIn({ worklets, customers }: Naming) {
  const own = Object.entries(customers).map(([id, one]) => {
    const path = ['customers', id, 'worklets'];
    return { path, organizationId: one.automox?.organizationId, worklets: one.worklets };
  });
  return [{ path: ['worklets'], organizationId: undefined, worklets }, ...own];
}

function entriesOf(section: Section = {}) {
  return Object.entries(section).flatMap(([purpose, given]) => {
    if (typeof given === 'number') return [{ purpose, path: [purpose], id: given }];
    return Object.entries(given ?? {}).map(([name, id]) => ({ purpose, path: [purpose, name], id }));
  });
}
