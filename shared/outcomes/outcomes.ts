import { z } from 'zod';
import { endings, type Outcome, type OutcomeState, outcomeStates } from '../domain/occurrences/course/outcome.ts';
import { Trail } from '../domain/occurrences/course/trail.ts';
import { json, moment, type OnUnreadable, readable, toEntity } from '../storage/table/columns.ts';
import { odata, type Page, type PageOptions, type Table } from '../storage/table/table.ts';

/** The columns of the table `outcomes`, as `Outcome` explains them. */
const outcomeRow = z.object({
  subject: z.string(),
  state: z.enum(outcomeStates),
  code: z.string(),
  text: z.string(),
  playbook: z.string(),
  alertId: z.number().optional(),
  title: z.string().optional(),
  customerId: z.number().optional(),
  customerName: z.string().optional(),
  deviceName: z.string().optional(),
  deviceKey: z.string().optional(),
  conditionKey: z.string().optional(),
  remediationId: z.string().optional(),
  ticketId: z.number().optional(),
  nextAt: moment.optional(),
  firstListedAt: moment,
  updatedAt: moment,
  raisedAt: moment.optional(),
  takenUpAt: moment.optional(),
  decidedAt: moment.optional(),
  endedAt: moment.optional(),
  ending: z.enum(endings).optional(),
  isFirst: z.boolean().optional(),
  backAfterMinutes: z.number().optional(),
  backAfterFix: z.boolean().optional(),
  ticketOpen: z.boolean().optional(),
  trail: json(Trail).optional(),
}) satisfies z.ZodType<Outcome>;

/** What lists show of an outcome: its timeline has a route of its own. */
export const listedOutcome = outcomeRow.omit({ trail: true });

/**
 * Which outcomes: first listed on the UTC days from `from` to `to` (epoch ms, inclusive), and what
 * else is given must fit.
 */
export interface OutcomeQuery {
  readonly from: number;
  readonly to: number;
  /** First listed at this moment or later, and at that one or earlier (epoch ms). */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly customerId?: number | undefined;
  readonly playbook?: string | undefined;
  readonly state?: OutcomeState | undefined;
  /** In the name of the device or in the title, whatever the case; or the alert's id. */
  readonly text?: string | undefined;
}

/** The outcome log. */
export interface OutcomeStore {
  /** Adds or replaces rows. Rows of one day go in one transaction. */
  save(outcomes: readonly Outcome[]): Promise<void>;
  /** The row of an alert first listed at `firstListedAt`. */
  get(subject: string, firstListedAt: number): Promise<Outcome | undefined>;
  /**
   * One page of the rows that fit: one transaction, or up to five when little fits; then it may be
   * short, or empty, although there is a `next`.
   */
  page(query: OutcomeQuery, options: PageOptions): Promise<Page<Outcome>>;
  /**
   * All rows first listed on the UTC days from `from` to `to` (epoch ms, inclusive), in order of
   * day. One that cannot be read is skipped.
   */
  between(from: number, to: number): AsyncIterable<Outcome>;
}

/** Readable and well inside a column's 32 K characters. */
const MAX_TEXT = 2_000;

/** What a store reports. */
interface OutcomeStoreOptions {
  /** Called before rows of these days change: whoever counts them counts again. */
  readonly onChange?: (days: readonly string[]) => Promise<void>;
  readonly onUnreadable?: OnUnreadable;
}

/** Returns the store on the given table: partition = day first listed, row = subject. */
export function makeOutcomeStore(
  table: Table,
  { onChange, onUnreadable = () => {} }: OutcomeStoreOptions = {},
): OutcomeStore {
  return {
    async save(outcomes) {
      const byDay = Map.groupBy(outcomes, (outcome) => dayOf(outcome.firstListedAt));
      await onChange?.([...byDay.keys()]);
      for (const [day, rows] of byDay) {
        const latest = new Map(rows.map((row) => [row.subject, row]));
        await table.putAll([...latest.values()].map((row) => toEntity(outcomeRow, day, row.subject, cut(row))));
      }
    },
    async get(subject, firstListedAt) {
      const stored = await table.get(dayOf(firstListedAt), subject);
      return stored && outcomeRow.parse(stored);
    },
    page: (query, options) => pageOf(table, query, options),
    between: (from, to) => readable(table.query(daysFilter(from, to)), outcomeRow, onUnreadable),
  };
}

/** Transactions of a page: a text is searched for in whatever they return. */
const MOST_TRANSACTIONS = 5;

async function pageOf(table: Table, query: OutcomeQuery, { top, token }: PageOptions): Promise<Page<Outcome>> {
  const filter = filterOf(query);
  const found: Outcome[] = [];
  let next = token;
  for (let transactions = 0; transactions < MOST_TRANSACTIONS && found.length < top; transactions++) {
    const page = await table.page(filter, { top: top - found.length, transactions: 1, token: next });
    const rows = page.rows.map((stored) => outcomeRow.parse(stored));
    found.push(...rows.filter((row) => hasText(row, query.text)));
    next = page.next;
    if (next === undefined) break;
  }
  return { rows: found, ...(next !== undefined && { next }) };
}

function filterOf({ from, to, since, until, customerId, playbook, state }: OutcomeQuery): string {
  const parts = [daysFilter(from, to)];
  if (since !== undefined) parts.push(odata`firstListedAt ge ${new Date(since).toISOString()}`);
  if (until !== undefined) parts.push(odata`firstListedAt le ${new Date(until).toISOString()}`);
  if (customerId !== undefined) parts.push(odata`customerId eq ${customerId}`);
  if (playbook !== undefined) parts.push(odata`playbook eq ${playbook}`);
  if (state !== undefined) parts.push(odata`state eq ${state}`);
  return parts.join(' and ');
}

/** The storage cannot search within a text. */
function hasText({ deviceName, title, alertId }: Outcome, text: string | undefined): boolean {
  if (text === undefined) return true;
  const wanted = text.toLowerCase();
  const isIn = (value: string | undefined) => value?.toLowerCase().includes(wanted) ?? false;
  return isIn(deviceName) || isIn(title) || String(alertId) === text;
}

function daysFilter(from: number, to: number): string {
  return odata`PartitionKey ge ${dayOf(from)} and PartitionKey le ${dayOf(to)}`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function cut(row: Outcome): Outcome {
  return { ...row, text: row.text.slice(0, MAX_TEXT) };
}
