import { z } from 'zod';
import { type Trail, withEvent } from './course/trail.ts';

/** The result of a command, as far as a step verified it; `not-known` is a result as well. */
const actionResults = ['helped', 'did-not-help', 'not-known'] as const;

/**
 * The last command that was sent to the device for a condition, or that may have been; kept in its
 * row. Times are epoch ms.
 */
export const LastAction = z.object({
  kind: z.enum(['worklet', 'reboot']),
  /** The occurrence it was for. */
  occurrence: z.int().positive(),
  /** What was done and why, as a person approved it. */
  text: z.string(),
  evidence: z.string(),
  /** The number of the question. */
  approval: z.int().positive(),
  /** Who approved it. */
  by: z.string(),
  /** When it was sent, or was about to be. */
  at: z.number(),
  /** Anything but `sent` may have been sent; it is never sent again. */
  state: z.enum(['about-to-be-sent', 'may-have-been-sent', 'sent']),
  /** Absent while it is being verified, and for good where the verification failed unexpectedly. */
  result: z.enum(actionResults).optional(),
  /** What the verification found, in whole sentences for a ticket. */
  found: z.string().optional(),
  /** True once a run has ended that knew of it: until then the brakes may not know its result. */
  reported: z.boolean().optional(),
});

/** One command that was sent, or may have been. */
export const SentCommand = LastAction.pick({ occurrence: true, approval: true, at: true });
export type SentCommand = z.output<typeof SentCommand>;

/** More than any limit of attempts in a week. */
const COMMANDS_REMEMBERED = 30;

/** As above. */
export type LastAction = z.output<typeof LastAction>;

/** What a step found out about a command. */
export type ActionFound = Required<Pick<LastAction, 'result' | 'found'>>;

/** The members of a row that describe its commands. */
interface ActionRow {
  readonly lastAction?: LastAction | undefined;
  readonly commands?: readonly SentCommand[] | undefined;
}

/**
 * Returns the row with its command: one that is known already keeps what was found out, and never
 * becomes less certain.
 */
export function withAction<R extends ActionRow>(row: R, action: LastAction): R {
  const known = row.lastAction;
  const { occurrence, approval, at } = action;
  const commands = [...(row.commands ?? []), { occurrence, approval, at }].slice(-COMMANDS_REMEMBERED);
  if (!known || !isSameAction(known, action)) return { ...row, lastAction: action, commands };
  return known.state === 'sent' ? row : { ...row, lastAction: { ...known, state: action.state } };
}

/** Returns the row with what was found out about its command at `now`; another one is left alone. */
export function withResult<R extends ActionRow & { readonly occurrence: number; readonly trail?: Trail | undefined }>(
  row: R,
  of: Pick<LastAction, 'occurrence' | 'approval'>,
  { result, found }: ActionFound,
  now: number,
): R {
  const { lastAction } = row;
  if (!lastAction || !isSameAction(lastAction, of)) return row;
  if (lastAction.result === result && lastAction.found === found) return row;
  const known = { ...row, lastAction: { ...lastAction, result, found } };
  // A later occurrence has a trail of its own.
  return row.occurrence === of.occurrence
    ? withEvent(known, { what: 'verified', at: now, code: result, text: found })
    : known;
}

/** Returns the row without a command that certainly did not go out, with the one before it. */
export function withoutAction<R extends ActionRow>(
  row: R,
  of: Pick<LastAction, 'occurrence' | 'approval'>,
  before: LastAction | undefined,
): R {
  if (!row.lastAction || !isSameAction(row.lastAction, of)) return row;
  const commands = (row.commands ?? []).filter((one) => !isSameAction(one, of));
  return { ...row, lastAction: before, commands };
}

function isSameAction(one: Pick<LastAction, 'occurrence' | 'approval'>, other: typeof one): boolean {
  return one.occurrence === other.occurrence && one.approval === other.approval;
}
