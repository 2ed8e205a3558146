import { guid } from '../random.ts';

/** What custom fields can hang on. */
export const CUSTOM_FIELD_KINDS = [
  'ticket',
  'customer',
  'contact',
  'contract',
  'sla',
  'agent',
  'snmp',
  'tcp',
  'http',
  'generic',
] as const;

export type CustomFieldKind = (typeof CUSTOM_FIELD_KINDS)[number];

/** Types of values, as the vendor names them. */
export type CustomFieldType = 'Text' | 'Boolean' | 'Numeric' | 'Date' | 'Options' | 'OptionsWithDependencies';

export interface CustomField {
  readonly id: string;
  readonly kind: CustomFieldKind;
  readonly name: string;
  /** An administrator may change it later; values stay as they are. */
  type: CustomFieldType;
  /** Of options: what is stored, and what people read. */
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** Definitions and values of the tenant's custom fields. */
export class CustomFields {
  readonly #seed: number;
  readonly #fields: CustomField[] = [];
  readonly #values = new Map<string, string>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Defines a field, as an administrator does in the vendor's UI. */
  define(
    kind: CustomFieldKind,
    name: string,
    { type = 'Text', options = [] }: Partial<Pick<CustomField, 'type' | 'options'>> = {},
  ): CustomField {
    const field = { id: guid(this.#seed, 'field', kind, name), kind, name, type, options };
    this.#fields.push(field);
    return field;
  }

  /** Definitions, of one kind or all. */
  list(kind?: CustomFieldKind): CustomField[] {
    return this.#fields.filter((field) => kind === undefined || field.kind === kind);
  }

  /** Takes a field away with its values, or renames it, which to a client is the same. */
  remove(field: CustomField): void {
    this.#fields.splice(this.#fields.indexOf(field), 1);
  }

  find(kind: CustomFieldKind, name: string): CustomField | undefined {
    return this.list(kind).find((field) => field.name.toLowerCase() === name.toLowerCase());
  }

  /** The value as text; undefined while nobody set one. */
  get(field: CustomField, itemId: number): string | undefined {
    return this.#values.get(`${field.id} ${itemId}`);
  }

  set(field: CustomField, itemId: number, value: string): void {
    this.#values.set(`${field.id} ${itemId}`, value);
  }
}
