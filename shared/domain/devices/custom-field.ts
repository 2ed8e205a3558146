/** What a custom field of Atera's holds, by its definition. */
export type CustomFieldType =
  | 'Text'
  | 'Boolean'
  | 'Numeric'
  | 'Date'
  | 'Options'
  | 'OptionsWithDependencies'
  | 'unknown';

/** The definition of one. */
export interface CustomField {
  readonly name: string;
  readonly type: CustomFieldType;
  /** What it belongs to; others are not used. */
  readonly of: 'agent' | 'customer' | 'other';
  /** Of an option: what is stored, and what people read. */
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/**
 * A value as Atera gives it. Which member counts says the type of the field: `flag` is false and
 * `number` 0 also where nothing is set, or where the field is of another type.
 */
export interface CustomFieldValue {
  readonly name: string;
  readonly text: string;
  readonly flag: boolean;
  readonly number: number;
  readonly date: string;
}

/** What the fields of one agent or customer say: less than the policy, or nothing. */
export interface Narrowing {
  /** `unclear`: something is set that is neither yes nor no, which counts as yes. */
  readonly optedOut?: 'marked' | 'unclear' | undefined;
  /** The highest mode. */
  readonly cap?: 'observe' | 'propose' | 'approve' | 'auto' | undefined;
  /** Names of the fields that say what is not understood; the narrower was assumed. */
  readonly unclear?: readonly string[] | undefined;
}

/** Returns whether two names of fields are the same but for case and blanks. */
export function isSameField(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

function plainName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
