/** Text that is markup already. Only `markup` makes it, so that nothing else can be taken for it. */
export class Markup {
  readonly #text: string;

  constructor(parts: readonly string[], values: readonly unknown[]) {
    this.#text = parts.map((part, index) => part + (index < values.length ? written(values[index]) : '')).join('');
  }

  toString(): string {
    return this.#text;
  }
}

/**
 * Returns a piece of HTML: of what is put into it, all that is not markup itself is escaped, for
 * texts and for quoted attributes alike.
 */
export function markup(parts: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  return new Markup(parts, values);
}

function written(value: unknown): string {
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(written).join('');
  return escaped(String(value ?? ''));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (sign) => ESCAPES[sign] ?? sign);
}
