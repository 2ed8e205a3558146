import { z } from 'zod';
import {
  type CustomField,
  type CustomFieldValue,
  isSameField,
  type Narrowing,
} from '../../domain/devices/custom-field.ts';
import { lower, type Mode, modes } from '../ladder.ts';

const field = (description: string) =>
  z.string().trim().min(1).max(200).optional().meta({ unit: 'name', description, widens: 'lifted' });

const NAMES_NOTHING = 'None: no field is asked for.';

/** Custom fields of Atera by which people there narrow what the app may do. Nothing in them widens. */
export const customFieldsSection = z.strictObject({
  deviceOptOut: field(
    `Of agents: a device where it says yes (true, 1, ja, "no automation") is left alone. ${NAMES_NOTHING}`,
  ),
  customerOptOut: field(
    `Of customers: where it says so, the customer is only observed, whatever \`modes\` says. ${NAMES_NOTHING}`,
  ),
  deviceMode: field(
    `Of agents: the highest mode for the device, \`observe\`, \`propose\` or \`approve\`; blank = as the policy says. ${NAMES_NOTHING}`,
  ),
  customerMode: field(`Of customers: the same for all of the customer's devices. ${NAMES_NOTHING}`),
});

/** Which fields are asked for. */
export type CustomFields = z.output<typeof customFieldsSection>;

/** Which of the policy's fields count for an agent, or for a customer. */
export function fieldsOf(
  { deviceOptOut, customerOptOut, deviceMode, customerMode }: CustomFields,
  kind: 'agent' | 'customer',
): { readonly optOut?: string | undefined; readonly mode?: string | undefined } {
  return kind === 'agent' ? { optOut: deviceOptOut, mode: deviceMode } : { optOut: customerOptOut, mode: customerMode };
}

/** Returns how many requests the fields of a device and of its customer take. */
export function fieldRequests(fields: CustomFields): number {
  const kinds = (['agent', 'customer'] as const).map((kind) => fieldsOf(fields, kind));
  return kinds.filter(({ optOut, mode }) => optOut !== undefined || mode !== undefined).length;
}

/**
 * Returns what the values of an agent or a customer say, each read by the type of its field. What
 * is not set narrows nothing; what is not understood counts as the narrowest.
 */
export function narrowingOf(
  kind: 'agent' | 'customer',
  fields: CustomFields,
  definitions: readonly CustomField[],
  values: readonly CustomFieldValue[],
): Narrowing {
  const { optOut, mode } = fieldsOf(fields, kind);
  const saidOf = (name: string | undefined) =>
    name === undefined
      ? []
      : says(
          name,
          definitions.filter((one) => one.of === kind),
          values,
        );
  const out = saidOf(optOut).map(optOutSaid);
  const caps = saidOf(mode).map(modeSaid);
  const unclear = [
    ...(out.includes('unclear') && optOut !== undefined ? [optOut] : []),
    ...(caps.includes('unclear') && mode !== undefined ? [mode] : []),
  ];
  const highest = caps.map((cap) => (cap === 'unclear' ? 'observe' : cap)).filter((cap) => cap !== undefined);
  const optedOut = out.includes('yes') ? 'marked' : out.includes('unclear') ? 'unclear' : undefined;
  return {
    ...(optedOut && { optedOut }),
    ...(highest.length > 0 && { cap: highest.reduce(lower) }),
    ...(unclear.length > 0 && { unclear }),
  };
}

/** What a value says in words: by its type, as people read it; '' where nothing is set. */
function says(name: string, definitions: readonly CustomField[], values: readonly CustomFieldValue[]): string[] {
  const defined = definitions.filter((one) => isSameField(one.name, name));
  return values
    .filter((value) => isSameField(value.name, name))
    .flatMap((value) => defined.map((definition) => saidBy(definition, value)));
}

function saidBy({ type, options }: CustomField, { text, flag, number, date }: CustomFieldValue): string {
  const plain = text.trim().toLowerCase();
  // Also in words that say otherwise: of two that differ the narrower counts.
  if (type === 'Boolean') return flag ? 'true' : plain;
  if (type === 'Numeric') return number === 0 && Number(plain) === 0 ? '' : String(number || plain);
  if (type === 'Date') return plain || date;
  return (
    options
      .find(({ value }) => value.trim().toLowerCase() === plain)
      ?.text.trim()
      .toLowerCase() || plain
  );
}

const YES = ['true', 'yes', '1', 'ja', 'wahr', 'x', 'on', 'no automation', 'keine automatik', 'keine automatisierung'];
const NO = ['', 'false', 'no', '0', 'nein', 'falsch', 'off'];

function optOutSaid(said: string): 'yes' | 'no' | 'unclear' {
  if (NO.includes(said)) return 'no';
  return YES.includes(said) ? 'yes' : 'unclear';
}

/** `auto` is as the policy says: a field never widens. */
function modeSaid(said: string): Mode | undefined | 'unclear' {
  if (said === '') return undefined;
  return modes.find((mode) => mode === said) ?? 'unclear';
}
