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

/** What the filters of the view say; '' means any. */
export interface Filters {
  readonly from: string;
  readonly to: string;
  /** Moments, which only an address gives. */
  readonly since: string;
  readonly until: string;
  readonly customer: string;
  readonly playbook: string;
  readonly state: string;
  readonly search: string;
}

/** What one view loads at most; ten answers of the app. */
const MOST = 10_000;

/** Returns the filters as the app takes them. */
export function asQuery({ customer, search, ...others }: Filters): URLSearchParams {
  const query = { ...others, customerId: customer, text: search.trim() };
  return new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
}

/** Loads what fits, page by page; `onChange` hears how many there are so far. */
export async function loadOutcomes(
  query: URLSearchParams,
  onChange: (count: number) => void,
  signal: AbortSignal,
): Promise<Outcomes> {
  const rows: Outcome[] = [];
  let token: string | null = null;
  onChange(0);
  do {
    const asked: string = token === null ? `${query}` : `${query}&continuationToken=${encodeURIComponent(token)}`;
    const page: { outcomes: Outcome[]; continuationToken: string | null } = await get(`/outcomes?${asked}`, signal);
    rows.push(...page.outcomes);
    token = page.continuationToken;
    onChange(rows.length);
  } while (token !== null && rows.length < MOST);
  rows.sort((a, b) => b.firstListedAt.localeCompare(a.firstListedAt) || b.subject.localeCompare(a.subject));
  return { rows, isCut: token !== null };
}
