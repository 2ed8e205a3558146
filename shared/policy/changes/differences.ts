import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '../policy.ts';
import { type JsonNode, policyTree } from '../schema-tree.ts';
import { isWider } from './is-wider.ts';

/** One value that differs between two policies. */
export interface Difference {
  /** Where it stands: `['customers', '12', 'worklets', 'diskCleanup']`. */
  readonly path: readonly string[];
  /** The same in the table of all values: `customers.<id>.worklets.diskCleanup`. */
  readonly field: string;
  /** Undefined = not given. */
  readonly from: unknown;
  readonly to: unknown;
  readonly widens: boolean;
}

/** Told in words of their own: `modeChanges`. */
const MODES = 'modes';

interface Both {
  readonly before: Policy;
  readonly after: Policy;
}

/** What stands at one place of two policies. */
interface Place {
  readonly path: readonly string[];
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Returns every value but the modes that differs, in the order of the schema. */
export function differences(before: Policy, after: Policy): Difference[] {
  const { [MODES]: _modes, ...properties } = policyTree().properties ?? {};
  return [...inSection({ properties }, { path: [], field: '', from: before, to: after }, { before, after })];
}

function* at(node: JsonNode, place: Place, both: Both): Generator<Difference> {
  const { from, to } = place;
  if (isDeepStrictEqual(from, to)) return;
  const { properties, additionalProperties: each, widens } = node;
  if (properties) {
    const appears = from === undefined || to === undefined;
    if (appears && widens !== undefined) yield { ...place, widens: isWider(widens, from, to) };
    else yield* inSection(node, place, both);
  } else if (typeof each === 'object') {
    yield* byName(node, each, place, both);
  } else {
    // A customer that is named for the first time brings its defaults.
    if (isDeepStrictEqual(from ?? node.default, to ?? node.default)) return;
    const effective = [effectiveAt(node, both.before, place.path), effectiveAt(node, both.after, place.path)] as const;
    yield { ...place, widens: isWider(widens ?? 'always', ...effective) };
  }
}

function* inSection({ properties = {} }: JsonNode, place: Place, both: Both): Generator<Difference> {
  for (const [name, node] of Object.entries(properties)) yield* at(node, under(place, name, name), both);
}

function* byName(record: JsonNode, each: JsonNode, place: Place, both: Both): Generator<Difference> {
  const names = new Set([...Object.keys(place.from ?? {}), ...Object.keys(place.to ?? {})]);
  const node = each.properties ? each : { ...each, ...(record.widens !== undefined && { widens: record.widens }) };
  for (const name of names) yield* at(node, under(place, name, '<id>'), both);
}

function under({ path, field, from, to }: Place, name: string, called: string): Place {
  return {
    path: [...path, name],
    field: field === '' ? called : `${field}.${called}`,
    from: (from as Record<string, unknown> | undefined)?.[name],
    to: (to as Record<string, unknown> | undefined)?.[name],
  };
}

/** What counts where a customer has no value of its own: the general one, else the default. */
function effectiveAt({ default: byDefault }: JsonNode, policy: Policy, path: readonly string[]): unknown {
  return valueAt(policy, path) ?? generalFor(policy, path) ?? byDefault;
}

function generalFor(policy: Policy, [first, id = '', ...rest]: readonly string[]): unknown {
  if (first !== 'customers') return undefined;
  // In an organisation of its own no general worklet is run.
  const hasOwnPlace = policy.customers[id]?.automox?.organizationId !== undefined;
  return rest[0] === 'worklets' && hasOwnPlace ? undefined : valueAt(policy, rest);
}

function valueAt(policy: unknown, path: readonly string[]): unknown {
  return path.reduce((found, name) => (found as Record<string, unknown> | undefined)?.[name], policy);
}

/** Returns every value of the policy by its place in the table, with its rule; undefined = none. */
export function widenings(node: JsonNode = policyTree(), field = ''): [field: string, rule: JsonNode['widens']][] {
  const { properties, additionalProperties: each, widens } = node;
  const inner = (name: string, one: JsonNode) => widenings(one, field === '' ? name : `${field}.${name}`);
  if (properties) {
    const own: [string, JsonNode['widens']][] = widens === undefined ? [] : [[field, widens]];
    return [...own, ...Object.entries(properties).flatMap(([name, one]) => inner(name, one))];
  }
  if (typeof each === 'object' && each.properties) return inner('<id>', each);
  return [[field, widens]];
}
