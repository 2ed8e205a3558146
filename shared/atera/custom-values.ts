import { z } from 'zod';
import type { LeaseSession } from '../budget/lease.ts';
import type { CustomField, CustomFieldValue } from '../domain/devices/custom-field.ts';
import { cleanText } from '../http/fields.ts';
import { row } from '../http/rows.ts';
import type { VendorCalls } from '../http/vendor-calls.ts';

const MAX_NAME_LENGTH = 200;
const MAX_VALUE_LENGTH = 1_000;

/** Whatever it is sent as, in letters; nothing is ''. */
const letters = (maxLength: number) =>
  z.unknown().transform((value) => {
    const isShown = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return isShown ? cleanText(String(value), maxLength) : '';
  });

const types = ['Text', 'Boolean', 'Numeric', 'Date', 'Options', 'OptionsWithDependencies'] as const;
const kinds = { agent: 'agent', customer: 'customer' } as const;

/** A list, or one row alone; what is no row at all is nobody's field. */
function eachOf<T>(schema: z.ZodType<T>) {
  const rows = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown()).transform((one): unknown[] => [one])]);
  return rows.transform((all): readonly T[] =>
    all.flatMap((one) => {
      const read = schema.safeParse(one);
      return read.success ? [read.data] : [];
    }),
  );
}

const Definition: z.ZodType<CustomField> = row({
  Name: letters(MAX_NAME_LENGTH),
  DataType: letters(MAX_NAME_LENGTH),
  Target: letters(MAX_NAME_LENGTH),
  PossibleValues: z
    .array(row({ Value: letters(MAX_VALUE_LENGTH), Text: letters(MAX_VALUE_LENGTH) }))
    .nullish()
    .catch(undefined),
}).transform(({ Name, DataType, Target, PossibleValues }) => ({
  name: Name,
  type: types.find((type) => type.toLowerCase() === DataType.toLowerCase()) ?? 'unknown',
  of: kinds[Target.toLowerCase() as keyof typeof kinds] ?? 'other',
  options: (PossibleValues ?? []).map(({ Value, Text }) => ({ value: Value, text: Text })),
}));

const Value: z.ZodType<CustomFieldValue> = row({
  FieldName: letters(MAX_NAME_LENGTH),
  ValueAsString: letters(MAX_VALUE_LENGTH),
  ValueAsBool: letters(MAX_NAME_LENGTH),
  ValueAsDecimal: letters(MAX_NAME_LENGTH),
  ValueAsDateTime: letters(MAX_NAME_LENGTH),
}).transform(({ FieldName, ValueAsString, ValueAsBool, ValueAsDecimal, ValueAsDateTime }) => ({
  name: FieldName,
  text: ValueAsString,
  flag: ValueAsBool.toLowerCase() === 'true',
  number: Number(ValueAsDecimal) || 0,
  date: ValueAsDateTime,
}));

/** Custom fields of Atera's API; each method as `AteraClient` says. */
export class AteraCustomValues {
  readonly #calls: VendorCalls;

  constructor(calls: VendorCalls) {
    this.#calls = calls;
  }

  /** GET /customvalues/customfields: the definitions of all fields, in one answer. */
  definitions(session: LeaseSession): Promise<readonly CustomField[]> {
    return this.#calls.get(session, '/customvalues/customfields', {}, eachOf(Definition));
  }

  /**
   * GET /customvalues/{agentfields|customerfields}/{id}: all values of one object. Not the one value
   * by name: what a missing name is answered with is not known, and a name in a path would have to
   * survive its blanks and slashes. Undefined = Atera does not know the object.
   */
  valuesOf(
    session: LeaseSession,
    kind: 'agent' | 'customer',
    id: number,
  ): Promise<readonly CustomFieldValue[] | undefined> {
    const pathTemplate = kind === 'agent' ? '/customvalues/agentfields/{id}' : '/customvalues/customerfields/{id}';
    return this.#calls.find(session, pathTemplate, { params: { id } }, eachOf(Value));
  }
}
