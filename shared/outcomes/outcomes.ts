import { z } from 'zod';
import { endings, type Outcome, outcomeStates } from '../domain/occurrences/outcome.ts';
import { Trail } from '../domain/occurrences/trail.ts';
import { json, moment, type OnUnreadable, readable, toEntity } from '../storage/columns.ts';
import { odata, type Page, type PageOptions, type Table } from '../storage/table.ts';

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

/** Which outcomes: first listed on the UTC days from `from` to `to` (epoch ms, inclusive). */
export interface OutcomeQuery {
  readonly from: number;
  readonly to: number;
  readonly customerId?: number | undefined;
}

/** The outcome log. */
export interface OutcomeStore {
  /** Adds or replaces rows. Rows of one day go in one transaction. */
  save(outcomes: readonly Outcome[]): Promise<void>;
  /** The row of an alert first listed at `firstListedAt`. */
  get(subject: string, firstListedAt: number): Promise<Outcome | undefined>;
  /**
   * One page of the same rows, of one customer when given: one transaction per page, or a few when
   * little fits.
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
    async page({ from, to, customerId }, options) {
      const ofCustomer = customerId === undefined ? '' : odata` and customerId eq ${customerId}`;
      const { rows, next } = await table.page(daysFilter(from, to) + ofCustomer, options);
      return { rows: rows.map((stored) => outcomeRow.parse(stored)), ...(next !== undefined && { next }) };
    },
    between: (from, to) => readable(table.query(daysFilter(from, to)), outcomeRow, onUnreadable),
  };
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
