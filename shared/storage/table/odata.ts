/**
 * Builds an OData filter: texts are quoted, and a quote within one is doubled, so that no value can
 * change the filter. As the table SDK's own, which would bring its clients into the start.
 */
export function odata(strings: TemplateStringsArray, ...values: readonly (string | number | boolean | undefined)[]) {
  return strings.reduce((filter, text, index) => filter + literal(values[index - 1]) + text);
}

function literal(value: string | number | boolean | undefined): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? '');
}
