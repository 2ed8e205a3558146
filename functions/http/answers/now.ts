import { z } from 'zod';
import { conditionStates } from '../../../shared/domain/occurrences/condition.ts';
import { Approval, id, number, time } from './common.ts';
import { Mute } from './mutes.ts';

const named = { customerId: z.int().nullable(), customerName: z.string().nullable() };

/** A remediation that is in hand. */
export const InHand = z.object({
  id: z.string(),
  state: z.enum(conditionStates),
  playbook: z.string(),
  ...named,
  deviceName: z.string().nullable(),
  alertIds: z.array(id).readonly(),
  ticketId: id.nullable(),
  openedAt: time.optional(),
  nextAt: time.nullable(),
});

/** Who waits for requests to a vendor, by urgency. */
const Waiting = z.object({ remediate: number, verify: number, poll: number });

const pause = {
  pausedUntil: time.nullable(),
  pausedBecause: z.enum(['vendor_rate_limited', 'ledger_reset']).nullable(),
};

/** A budget whose stored state cannot be read. */
export const BrokenBudget = z.object({ budget: z.string(), problem: z.string() });

/** A budget in steps of a tenth. */
const CalmBudget = z.object({
  budget: z.string(),
  share: number,
  effectiveShare: number,
  usedPercent: z.int().min(0).max(100),
  waiting: Waiting,
  ...pause,
});

/** A budget. */
export const Budget = z.object({
  budget: z.string(),
  share: number,
  effectiveShare: number,
  used: number,
  leased: number,
  windowSeconds: z.number(),
  waiting: Waiting,
  ...pause,
});

/** Whether new changes outside are stopped. */
const KillSwitchNow = z.object({
  on: z.boolean().nullable(),
  reason: z.string().nullable(),
  setBy: z.string().nullable(),
  setAt: time.nullable(),
});

/** One line of health. */
export const Check = z.object({
  name: z.string(),
  status: z.enum(['ok', 'warning', 'failed']),
  detail: z.string(),
});

/** What is going on. */
export const Now = z.object({
  questions: z.array(InHand.extend({ approval: Approval.nullable() })),
  /** The list has not been read to its end yet: there may be more. */
  moreQuestions: z.boolean(),
  runs: z.array(InHand),
  moreRuns: z.boolean(),
  siteIncidents: z.array(z.object({ ...named, quiet: number, of: number, still: number, since: time.optional() })),
  ateraSuspected: z.object({ since: time.optional() }).nullable(),
  budgets: z.array(z.union([CalmBudget, BrokenBudget])),
  brakes: z.array(
    z.object({ ...named, until: time.optional(), because: z.enum(['in-a-row', 'share', 'after-pause']) }),
  ),
  killSwitch: KillSwitchNow,
  mutes: z.array(Mute),
  moreMutes: z.boolean(),
  health: z.object({
    status: z.enum(['ready', 'not-ready']),
    checks: z.array(Check.extend({ detail: z.string().nullable() })),
  }),
  directoryRefreshedAt: time.nullable(),
  customers: z.record(z.string(), z.string()),
  unread: z.array(z.string()),
});
