/** Of a request that names more tickets than this the rest is left out. */
const MAX_TICKETS = 5;

/** Bounds of what is read of a body: no notice about a ticket holds more. */
const MAX_VALUES = 2_000;
const MAX_DEPTH = 10;

/** An id in a text: the path of a link, a query, or a member of what is no JSON. */
const IN_TEXT = [
  /\/tickets?\/(?:[a-z-]{1,20}\/)?#?(\d{1,15})(?!\d)/gi,
  /ticket[-_ ]?(?:id|number|no|nr)?["'\s:=#>\]]{1,8}(\d{1,15})(?!\d)/gi,
] as const;

/**
 * Returns the ids of tickets that a webhook of Atera may be about. Its payload is published nowhere
 * (integration-facts): any JSON, form or text is searched for a number under a name such as
 * `TicketId`, `ticket.id` or `TicketNumber`, and for links to a ticket. What it finds is a hint and
 * no more.
 */
export function ticketIdsIn(body: string): number[] {
  const found = new Set<number>();
  const budget = { left: MAX_VALUES };
  const walk = (value: unknown, names: readonly string[]): void => {
    if (budget.left-- <= 0 || names.length > MAX_DEPTH) return;
    if (typeof value === 'number') return keep(found, names, value);
    if (typeof value === 'string') return ofText(value, names, found, walk);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value))
      walk(inner, Array.isArray(value) ? [...names, ''] : [...names, name]);
  };
  walk(parsed(body) ?? formOf(body) ?? body, []);
  return [...found].slice(0, MAX_TICKETS);
}

function ofText(
  text: string,
  names: readonly string[],
  found: Set<number>,
  walk: (value: unknown, names: readonly string[]) => void,
): void {
  const json = parsed(text);
  if (typeof json === 'object' && json !== null) return walk(json, [...names, '']);
  const [, digits] = /^\s*#?\s*(\d{1,15})\s*$/.exec(text) ?? [];
  if (digits !== undefined) return keep(found, names, Number(digits));
  for (const pattern of IN_TEXT) for (const [, id] of text.matchAll(pattern)) add(found, Number(id));
}

/** A number counts under a name that says ticket, or as the id of what is called a ticket. */
function keep(found: Set<number>, names: readonly string[], value: number): void {
  const [name = '', parent = ''] = names.map(plain).filter(Boolean).reverse();
  const isNamed = /ticket(id|number|no|nr)?$/.test(name);
  const isOfTicket = /tickets?$/.test(parent) && /^(id|number|no|nr)$/.test(name);
  if (isNamed || isOfTicket) add(found, value);
}

function add(found: Set<number>, id: number): void {
  if (Number.isSafeInteger(id) && id > 0) found.add(id);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** The fields of a form; undefined for what cannot be one. */
function formOf(body: string): Readonly<Record<string, string>> | undefined {
  if (!/^[^\s<{["]{1,200}=/.test(body)) return undefined;
  return Object.fromEntries(new URLSearchParams(body));
}

function parsed(text: string): unknown {
  if (!/^[\s\uFEFF]*[{["\d]/.test(text)) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
