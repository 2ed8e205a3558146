import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The trust ladder, lowest first: each step may do all that the ones before it may. */
export const modes = ['observe', 'propose', 'approve', 'auto'] as const;

/** One step of the trust ladder. */
export type Mode = (typeof modes)[number];

const minutes = (byDefault: number) => z.number().positive().default(byDefault);

const diskSpace = z.strictObject({
  /** Used percentage that counts as full when a person asks for a device without an alert; an alert brings its own. */
  defaultThresholdPercent: z.number().min(1).max(100).default(90),
  /** Points below the alert's threshold at which a disk counts as recovered: Atera's own check and ours may round apart. */
  clearMarginPercent: z.number().min(0).max(20).default(2),
  /** How old an inventory reading may be. Atera refreshes about every 30 min (support article 115008165547). */
  inventoryLagMinutes: minutes(45),
  /** A full disk is looked at again after this before a ticket is opened: Atera clears passing alerts in 2–5 min. */
  confirmAfterMinutes: minutes(10),
  /** How often an open ticket's condition is looked at again. */
  followUpEveryMinutes: minutes(60),
  /** Time between the two looks that must both find the condition over before a ticket is closed. */
  clearConfirmMinutes: minutes(10),
  /** Closed occurrences within `flappingHours` that make the next one a flapping condition: it gets a ticket. */
  flappingCount: z.int().min(1).default(2),
  flappingHours: z.number().positive().default(24),
});

/** The policy file: who writes tickets for whom, and every wait and threshold. */
export const policy = z.strictObject({
  /** E-mail of the Atera technician who writes our comments; without one no comments are written. */
  technicianEmail: z.email().optional(),
  /** Atera's names of the ticket statuses we set; an MSP may have renamed them. */
  ticketStatus: z
    .strictObject({ open: z.string().min(1).default('Open'), resolved: z.string().min(1).default('Resolved') })
    .prefault({}),
  /** The end user our tickets are opened for, by customer id. */
  contacts: z.record(z.string().regex(/^\d+$/), z.int().positive()).default({}),
  /** Otherwise a system contact with this address is found or created; `{customerId}` is replaced. */
  systemContactEmail: z
    .string()
    .includes('{customerId}', { message: 'must contain {customerId}, or two customers would share a contact' })
    .includes('@')
    .default('rmm+{customerId}@msp.example'),
  /** A condition that comes back within this reopens its ticket instead of getting a new one. */
  reopenWithinDays: z.number().min(0).default(7),
  /** At most one "still happening" comment per ticket in this time. */
  repeatCommentHours: z.number().positive().default(24),
  /** A remediation older than this is looked after by the poll. */
  remediationDeadlineMinutes: minutes(240),
  diskSpace: diskSpace.prefault({}),
});

/** The policy as every part of the app reads it: complete, with defaults filled in. */
export type Policy = z.infer<typeof policy>;

/** The disk-space playbook's limits, handed to a run when it starts, so that a changed policy never changes a replay. */
export type DiskRules = Policy['diskSpace'];

/** The policy file is missing or wrong; the message names the file and the path of each mistake. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

/** The policy with safe defaults when no file is given. Throws `PolicyError` naming every mistake in the file. */
export function readPolicy(file: string | undefined): Policy {
  if (file === undefined) return policy.parse({});
  const parsed = policy.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(whole file)'}: ${issue.message}`);
  throw new PolicyError(`The policy file ${file} is not valid:\n${mistakes.join('\n')}`);
}

/** True when `mode` allows what `needed` allows. */
export function modeAllows(mode: Mode, needed: Mode): boolean {
  return modes.indexOf(mode) >= modes.indexOf(needed);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PolicyError(`The policy file ${file} cannot be read: ${(error as Error).message}`);
  }
}
