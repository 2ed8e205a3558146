import { awaitOther } from '../../../shared/await-other.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import {
  type CustomField,
  type CustomFieldValue,
  isSameField,
  type Narrowing,
} from '../../../shared/domain/devices/custom-field.ts';
import { MINUTE_MS } from '../../../shared/durations.ts';
import { VendorError } from '../../../shared/errors.ts';
import { lower, type Mode } from '../../../shared/policy/ladder.ts';
import { fieldsOf, narrowingOf } from '../../../shared/policy/sections/custom-fields.ts';
import type { FieldOwner } from '../../../shared/storage/directory/narrowings.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';

/** What reading custom fields works with. */
export type FieldDeps = Pick<ActivityDeps, 'atera' | 'narrowings' | 'policy' | 'clock' | 'log'>;

/** What the custom fields say of a device and of its customer together. */
export interface Marks {
  readonly optedOut?: 'marked' | 'unclear';
  /** The highest mode that they let the app have. */
  readonly narrowedTo?: Mode;
}

/**
 * Returns what the custom fields of a device and its customer say. The device's are read now, the
 * customer's with the directory's interval; `fresh` = both now, for what is right before a command.
 * No request where the policy names no field, else one each, and one for the definitions. Throws
 * where they cannot be read: what is not known allows nothing.
 */
export async function readMarks(
  deps: FieldDeps,
  session: LeaseSession,
  { agentId, customerId }: Pick<Subject, 'agentId' | 'customerId'>,
  { fresh = false } = {},
): Promise<Marks> {
  const ofCustomer = customerId === undefined ? {} : await customerNarrowing(deps, session, customerId, fresh);
  const ofDevice = agentId === undefined ? {} : await narrowing(deps, session, { agentId }, true);
  const caps = [capOf(ofCustomer), ofDevice.cap].filter((cap) => cap !== undefined);
  return {
    ...(ofDevice.optedOut && { optedOut: ofDevice.optedOut }),
    ...(caps.length > 0 && { narrowedTo: caps.reduce(lower) }),
  };
}

/** Whose fields: of a device, and of its customer. */
export interface FieldsOf {
  readonly agentId?: number | undefined;
  readonly customerId?: number | undefined;
}

/** Returns the highest mode that the fields gave a device and its customer when they were last read. */
export async function lastCap(
  { narrowings, policy }: Pick<ActivityDeps, 'narrowings' | 'policy'>,
  { agentId, customerId }: FieldsOf,
): Promise<Mode> {
  const { customFields } = policy;
  const customer = customerId !== undefined && isAsked(customFields, 'customer') && { customerId };
  const agent = agentId !== undefined && fieldsOf(customFields, 'agent').mode !== undefined && { agentId };
  const ofCustomer = customer ? await narrowings.get(customer) : undefined;
  const ofDevice = agent ? await narrowings.get(agent) : undefined;
  return lower(capOf(ofCustomer ?? {}) ?? 'auto', ofDevice?.cap ?? 'auto');
}

/** Whoever opted out is observed. */
function capOf({ optedOut, cap }: Narrowing): Mode | undefined {
  return optedOut ? 'observe' : cap;
}

function isAsked(fields: FieldDeps['policy']['customFields'], kind: 'agent' | 'customer'): boolean {
  const { optOut, mode } = fieldsOf(fields, kind);
  return optOut !== undefined || mode !== undefined;
}

/** Readings of customers under way: hundreds of devices of one may be inspected at once. */
const underWay = new WeakMap<FieldDeps['narrowings'], Map<number, Promise<Narrowing>>>();

async function customerNarrowing(
  deps: FieldDeps,
  session: LeaseSession,
  customerId: number,
  fresh: boolean,
): Promise<Narrowing> {
  if (fresh) return narrowing(deps, session, { customerId }, fresh);
  const readings = underWay.get(deps.narrowings) ?? new Map<number, Promise<Narrowing>>();
  underWay.set(deps.narrowings, readings);
  for (let begun = readings.get(customerId); begun; begun = readings.get(customerId)) {
    const found = await awaitOther(deps.clock, begun).catch(() => undefined);
    if (found) return found;
  }
  const reading = narrowing(deps, session, { customerId }, fresh).finally(() => readings.delete(customerId));
  readings.set(customerId, reading);
  return reading;
}

function isNamed(fields: FieldDeps['policy']['customFields'], kind: 'agent' | 'customer', name: string): boolean {
  return Object.values(fieldsOf(fields, kind)).some((one) => one !== undefined && isSameField(one, name));
}

async function narrowing(
  deps: FieldDeps,
  session: LeaseSession,
  owner: FieldOwner,
  fresh: boolean,
): Promise<Narrowing> {
  const { atera, narrowings, policy, clock, log } = deps;
  const { customFields, directoryRefreshMinutes } = policy;
  const [kind, id] =
    'agentId' in owner ? (['agent', owner.agentId] as const) : (['customer', owner.customerId] as const);
  if (!isAsked(customFields, kind)) return {};
  const now = clock.now();
  const known = await narrowings.get(owner);
  if (!fresh && known && now - known.readAt < directoryRefreshMinutes * MINUTE_MS) return known;
  const listed = await readDefinitions(deps, session);
  const values = await atera.customValues.valuesOf(session, kind, id);
  if (!values)
    throw new VendorError('vendor_response_invalid', `Atera does not know the custom fields of ${kind} ${id}`);
  const isNewField = ({ name }: CustomFieldValue) =>
    isNamed(customFields, kind, name) && !listed.some((one) => one.of === kind && isSameField(one.name, name));
  // A value of a field whose definition is not known: it was made since.
  const definitions = values.some(isNewField) ? await readDefinitions(deps, session, { again: true }) : listed;
  const said = narrowingOf(kind, customFields, definitions, values);
  const isNew = known?.optedOut !== said.optedOut || known?.cap !== said.cap;
  if (isNew && said.unclear) log('custom-field-unclear', { kind, id, fields: said.unclear.join(', ') });
  if (isNew || kind === 'customer') await narrowings.save(owner, said, now);
  return said;
}

/** The definitions hold as long as the directory; another policy reads them again. */
async function readDefinitions(
  deps: FieldDeps,
  session: LeaseSession,
  { again = false } = {},
): Promise<readonly CustomField[]> {
  const { atera, narrowings, policy, clock, log } = deps;
  const asked = JSON.stringify(policy.customFields);
  const now = clock.now();
  const known = await narrowings.definitions();
  const isFresh = !again && known && now - known.readAt < policy.directoryRefreshMinutes * MINUTE_MS;
  if (isFresh && known.asked === asked) return known.definitions;
  const named = (['agent', 'customer'] as const).flatMap((kind) =>
    Object.values(fieldsOf(policy.customFields, kind)).flatMap((name) => (name === undefined ? [] : { kind, name })),
  );
  const all = await atera.customValues.definitions(session);
  const fits =
    ({ kind, name }: (typeof named)[number]) =>
    (one: CustomField) =>
      one.of === kind && isSameField(one.name, name);
  const definitions = all.filter((one) => named.some((field) => fits(field)(one)));
  const missing = named.filter((field) => !all.some(fits(field))).map(({ kind, name }) => `${name} (${kind})`);
  const isNews = missing.join() !== known?.missing.join();
  if (missing.length > 0 && isNews) log('custom-field-missing', { fields: missing.join(', ') });
  await narrowings.saveDefinitions({ readAt: now, asked, definitions, missing });
  return definitions;
}
