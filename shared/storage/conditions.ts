import { z } from 'zod';
import { FailedInspections } from '../domain/evidence/failed-inspections.ts';
import { Approval } from '../domain/occurrences/approval.ts';
import type { RunKey } from '../domain/occurrences/keys.ts';
import { LastAction } from '../domain/occurrences/last-action.ts';
import { openOrJoin } from '../domain/occurrences/occurrence.ts';
import { TicketMemory } from '../domain/tickets/ticket-memory.ts';
import { json, moment, type OnUnreadable, readable, toEntity } from './columns.ts';
import type { DueEntry, DueIndex } from './due-index.ts';
import { odata, type Page, type PageOptions, type Table } from './table.ts';

/** How far an occurrence is: a remediation runs, its ticket (or what it would have written) is watched, or it is over. */
export const conditionStates = ['opening', 'remediating', 'watching', 'closed'] as const;

/** One condition of one device (table `conditions`): its current occurrence and everything the next step needs. */
export const conditionRow = z.object({
  deviceKey: z.string(),
  conditionKey: z.string(),
  occurrence: z.int().positive(),
  state: z.enum(conditionStates),
  playbook: z.string(),
  /** Absent for what is no single device. */
  agentId: z.number().optional(),
  customerId: z.number().optional(),
  deviceName: z.string().optional(),
  /** What its alert names beside the device, as its playbook's schema has it. */
  details: json(z.record(z.string(), z.unknown())).optional(),
  /** How urgent it is among others that are new; 0 = the most urgent, as is what a person asks for. */
  rank: z.number().optional(),
  /** Alerts of this occurrence, oldest first; Atera gives each firing a new id. */
  alertIds: json(z.array(z.number())),
  openedAt: moment,
  closedAt: moment.optional(),
  /** A person's reason to leave it alone, while a ticket that was begun is still looked for; nothing else is done any more. */
  cancelled: z.string().optional(),
  /** When the poll starts the next step; unset while nothing is due. */
  nextAt: moment.optional(),
  followUps: z.int().nonnegative(),
  /** Number of the latest run, remediation or follow-up, over all occurrences: only grows, so that an older run is told apart. */
  run: z.int().nonnegative(),
  /** The latest run whose end is in the row: lower than `run` while that one is under way. */
  runEnded: z.int().nonnegative(),
  /** How often a remediation of this occurrence was started. */
  starts: z.int().nonnegative(),
  ticketId: z.number().optional(),
  /** True when Atera or a person opened the ticket: we only comment. */
  ticketAdopted: z.boolean(),
  /** How often a ticket of this occurrence was ended or given up while it went on: numbers its tickets and their comments. */
  ticketNumber: z.int().nonnegative(),
  /** What is known of `ticketId`, or of `previousTicketId` while there is no other: baseline, last read, a person's end. */
  ticket: json(TicketMemory).optional(),
  /** When the app opened a closed ticket of this condition again, newest last; at most 10. */
  reopens: json(z.array(z.number())),
  /** Ticket of the occurrence before, reopened when the condition comes back soon. */
  previousTicketId: z.number().optional(),
  previousClosedAt: moment.optional(),
  /** What the inspections so far have shown, where a recovery is proven by comparing them. */
  evidence: json(z.record(z.string(), z.unknown())).optional(),
  /** The latest inspections, as far as they failed; absent when the last one did not. */
  failedInspections: json(FailedInspections).optional(),
  /** First of the looks in a row that found the condition over. */
  clearSince: moment.optional(),
  /** Firings after the first one since the last comment. */
  repeats: z.int().nonnegative(),
  lastCommentAt: moment.optional(),
  comments: z.int().nonnegative(),
  /** The latest question to a person about an action, and the answer. */
  approval: json(Approval).optional(),
  /** The last command that was sent to the device for this condition, by whatever occurrence. */
  lastAction: json(LastAction).optional(),
  /** What would be proposed to a person where the mode does not let the app do it. */
  wouldPropose: z.string().optional(),
  /** The last boot of the device that is known from before the alert, where a reboot is waited for. */
  bootBefore: moment.optional(),
  /** When Automox last reached the device although its Atera agent is silent. */
  agentSilentAt: moment.optional(),
  /** When this condition last ended after a command of ours that is not known to have failed: one that is back soon was not fixed. */
  fixedAt: moment.optional(),
  /** When the latest occurrences ended, newest last; at most 10. */
  recentCloses: json(z.array(z.number())),
});

/** A row of `conditions`. Times are epoch ms. */
export type Condition = z.output<typeof conditionRow>;

/** What an alert or a request says when it opens an occurrence. */
export type ConditionFacts = Pick<Condition, 'deviceKey' | 'conditionKey' | 'playbook'> &
  Partial<Pick<Condition, 'agentId' | 'details' | 'customerId' | 'deviceName' | 'rank'>> & {
    readonly alertId?: number;
    /** Ticket the alert already carries. */
    readonly ticketId?: number;
  };

/** An occurrence: opened now, or joined because it was open already. */
export interface Opened {
  readonly condition: Condition;
  readonly joined: boolean;
}

/** Which conditions to list: all that is given must fit. `open` = any state but closed. Times are epoch ms. */
export interface ConditionQuery {
  readonly state?: (typeof conditionStates)[number] | 'open' | undefined;
  readonly customerId?: number | undefined;
  readonly playbook?: string | undefined;
  /** Occurrence opened at this time or later. */
  readonly since?: number | undefined;
}

/** Reads and changes `conditions`; every change is guarded by the row's ETag. */
export interface ConditionStore {
  /** The row, or undefined. */
  get(deviceKey: string, conditionKey: string): Promise<Condition | undefined>;
  /** Opens the next occurrence, or joins the open one. Twice with the same alert gives the same answer. */
  openOccurrence(facts: ConditionFacts, now: number): Promise<Opened>;
  /**
   * Changes the row if it still is this occurrence and no newer run has it; `change` may run again when another writer was faster, and
   * writes nothing when it returns the row it was given. The new row, or undefined when the occurrence or the run has moved on.
   */
  update(key: RunKey, change: (row: Condition) => Condition): Promise<Condition | undefined>;
  /** One page of the conditions that fit, by device: one transaction per page, or a few when little fits. */
  list(query: ConditionQuery, options: PageOptions): Promise<Page<Condition>>;
  /** What may be due, from the index: whether it is says the row itself. */
  due(now: number): AsyncIterable<DueEntry>;
  /** Removes entries of the index that were served, or that their row does not confirm. */
  forgetDue(entries: readonly DueEntry[]): Promise<void>;
}

/** Writers of one condition are a poll, a remediation and a follow-up: more than a few collisions mean a bug. */
const UPDATE_TRIES = 8;

/**
 * The store on the table `conditions`, with the index of what is due. Lists pass over a row that cannot be read; asked for by its key, it
 * throws.
 */
export function makeConditionStore(
  table: Table,
  dueIndex: DueIndex,
  onUnreadable: OnUnreadable = () => {},
): ConditionStore {
  const read = async (deviceKey: string, conditionKey: string) => {
    const stored = await table.get(deviceKey, conditionKey);
    return stored && { row: conditionRow.parse(stored), etag: stored.etag };
  };
  const write = async (row: Condition, found?: { readonly row: Condition; readonly etag: string }) => {
    const etag = found?.etag;
    // Before the row: an entry too many is harmless, one too few would be work that nobody does.
    if (row.nextAt !== found?.row.nextAt) await dueIndex.add(row);
    const entity = toEntity(conditionRow, row.deviceKey, row.conditionKey, row);
    return etag === undefined ? table.insert(entity) : table.replaceIf(entity, etag);
  };
  return {
    get: async (deviceKey, conditionKey) => (await read(deviceKey, conditionKey))?.row,
    async openOccurrence(facts, now) {
      for (let tries = 0; tries < UPDATE_TRIES; tries++) {
        const found = await read(facts.deviceKey, facts.conditionKey);
        const opened = openOrJoin(found?.row, facts, now);
        if (opened.condition === found?.row || (await write(opened.condition, found))) return opened;
      }
      throw new Error(
        `Condition ${facts.deviceKey} ${facts.conditionKey} changed ${UPDATE_TRIES} times while opening it`,
      );
    },
    async update(key, change) {
      for (let tries = 0; tries < UPDATE_TRIES; tries++) {
        const found = await read(key.deviceKey, key.conditionKey);
        if (!found || !isOwn(found.row, key)) return undefined;
        const changed = ownedBy(key, change(found.row));
        if (changed === found.row) return changed;
        if (await write(changed, found)) return changed;
      }
      throw new Error(`Condition ${key.deviceKey} ${key.conditionKey} changed ${UPDATE_TRIES} times while updating it`);
    },
    async list(query, options) {
      const { rows, next } = await table.page(filterOf(query), options);
      return {
        rows: await Array.fromAsync(readable(rows, conditionRow, onUnreadable)),
        ...(next !== undefined && { next }),
      };
    },
    due: dueIndex.upTo,
    forgetDue: dueIndex.remove,
  };
}

/** True while the row is of this occurrence and no newer run has it. */
export function isOwn({ occurrence, run }: Condition, key: RunKey): boolean {
  return occurrence === key.occurrence && (key.run === undefined || key.run >= run);
}

/** The row as this run reads it, to write it under its own number; undefined when it is not its own any more. */
export function asOwn(row: Condition | undefined, key: RunKey): Condition | undefined {
  return row && isOwn(row, key) ? ownedBy(key, row) : undefined;
}

/** A run may write before the poll that started it has said so: its first write makes the row its own. */
function ownedBy({ run }: RunKey, row: Condition): Condition {
  return run !== undefined && run > row.run ? { ...row, run } : row;
}

function filterOf({ state, customerId, playbook, since }: ConditionQuery): string {
  const parts: string[] = [];
  if (state === 'open') parts.push(odata`state ne ${'closed'}`);
  else if (state !== undefined) parts.push(odata`state eq ${state}`);
  if (customerId !== undefined) parts.push(odata`customerId eq ${customerId}`);
  if (playbook !== undefined) parts.push(odata`playbook eq ${playbook}`);
  if (since !== undefined) parts.push(odata`openedAt ge ${new Date(since).toISOString()}`);
  return parts.join(' and ');
}
