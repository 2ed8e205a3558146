import { get } from '../../api/client.ts';

/** One alert and what became of it, as `GET /api/outcomes` has it. */
export interface Outcome {
  readonly subject: string;
  readonly state: string;
  readonly code: string;
  readonly text: string;
  readonly playbook: string;
  readonly alertId?: number;
  readonly title?: string;
  readonly customerId?: number;
  readonly customerName?: string;
  readonly deviceName?: string;
  readonly ticketId?: number;
  readonly firstListedAt: string;
  readonly updatedAt: string;
}

/** The outcomes of some days, the newest first. */
export interface Outcomes {
  readonly rows: readonly Outcome[];
  /** There are more than a browser should hold. */
  readonly isCut: boolean;
}

/** What one view loads at most; ten answers of the app. */
const MOST = 10_000;
const PER_ANSWER = 1_000;

/** Loads the outcomes of the days, page by page; `onChange` hears how many there are so far. */
export async function loadOutcomes(
  { from, to }: { readonly from: string; readonly to: string },
  onChange: (count: number) => void,
  signal: AbortSignal,
): Promise<Outcomes> {
  const rows: Outcome[] = [];
  let token: string | null = null;
  do {
    const query = new URLSearchParams({
      from,
      to,
      top: String(PER_ANSWER),
      ...(token && { continuationToken: token }),
    });
    const page: { outcomes: Outcome[]; continuationToken: string | null } = await get(`/outcomes?${query}`, signal);
    rows.push(...page.outcomes);
    token = page.continuationToken;
    onChange(rows.length);
  } while (token !== null && rows.length < MOST);
  rows.sort((a, b) => b.firstListedAt.localeCompare(a.firstListedAt) || b.subject.localeCompare(a.subject));
  return { rows, isCut: token !== null };
}

/** What the filters of the view say; '' means any. */
export interface Filters {
  readonly from: string;
  readonly to: string;
  readonly customer: string;
  readonly playbook: string;
  readonly state: string;
  readonly search: string;
}

/** Returns the rows that fit. */
export function fitting(rows: readonly Outcome[], { customer, playbook, state, search }: Filters): readonly Outcome[] {
  const wanted = search.trim().toLowerCase();
  const has = (text: string | undefined) => text?.toLowerCase().includes(wanted) ?? false;
  return rows.filter(
    (row) =>
      (customer === '' || String(row.customerId) === customer) &&
      (playbook === '' || row.playbook === playbook) &&
      (state === '' || row.state === state) &&
      (wanted === '' || has(row.deviceName) || has(row.title) || String(row.alertId ?? '') === wanted),
  );
}

/** The customers of these rows by name, for a choice. */
export function customersOf(rows: readonly Outcome[]): readonly (readonly [id: string, name: string])[] {
  const names = new Map(
    rows.flatMap(({ customerId: id, customerName }) => (id === undefined ? [] : [[String(id), customerName ?? '']])),
  );
  return [...names].sort(([, a], [, b]) => a.localeCompare(b));
}
