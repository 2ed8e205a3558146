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

export interface CustomField {
  readonly id: string;
  readonly kind: CustomFieldKind;
  readonly name: string;
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
  define(kind: CustomFieldKind, name: string): CustomField {
    const field = { id: guid(this.#seed, 'field', kind, name), kind, name };
    this.#fields.push(field);
    return field;
  }

  /** Definitions, of one kind or all. */
  list(kind?: CustomFieldKind): CustomField[] {
    return this.#fields.filter((field) => kind === undefined || field.kind === kind);
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
