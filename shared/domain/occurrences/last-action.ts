import { z } from 'zod';

/** What a command came to, as far as a step verified it; `not-known` is a result as well. */
const actionResults = ['helped', 'did-not-help', 'not-known'] as const;

/** The last command that was sent to the device for a condition, or that may have been; kept in its row. Times are epoch ms. */
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
  /** Absent while it is being verified, and for good where the verification broke off. */
  result: z.enum(actionResults).optional(),
  /** What the verification found, in whole sentences for a ticket. */
  found: z.string().optional(),
});

/** As above. */
export type LastAction = z.output<typeof LastAction>;

/** What a step found out about a command. */
export type ActionFound = Required<Pick<LastAction, 'result' | 'found'>>;

/** The row with its command: one that is known already keeps what was found out, and never becomes less certain. */
export function withAction<R extends { readonly lastAction?: LastAction | undefined }>(row: R, action: LastAction): R {
  const known = row.lastAction;
  if (!known || !isSameAction(known, action)) return { ...row, lastAction: action };
  return known.state === 'sent' ? row : { ...row, lastAction: { ...known, state: action.state } };
}

/** The row with what was found out about its command; another one is left alone. */
export function withResult<R extends { readonly lastAction?: LastAction | undefined }>(
  row: R,
  of: Pick<LastAction, 'occurrence' | 'approval'>,
  { result, found }: ActionFound,
): R {
  return row.lastAction && isSameAction(row.lastAction, of)
    ? { ...row, lastAction: { ...row.lastAction, result, found } }
    : row;
}

/** The row without a command that certainly did not go out, with the one before it. */
export function withoutAction<R extends { readonly lastAction?: LastAction | undefined }>(
  row: R,
  of: Pick<LastAction, 'occurrence' | 'approval'>,
  before: LastAction | undefined,
): R {
  return row.lastAction && isSameAction(row.lastAction, of) ? { ...row, lastAction: before } : row;
}

function isSameAction(one: Pick<LastAction, 'occurrence' | 'approval'>, other: typeof one): boolean {
  return one.occurrence === other.occurrence && one.approval === other.approval;
}
