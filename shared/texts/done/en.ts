import { utc } from '../../domain/time/utc.ts';

/**
 * What was proposed, approved, answered and done. Times are epoch ms; a `why` has no full stop,
 * other texts are whole sentences.
 */
export const en = {
  /** Every sentence that reports an approval holds this, which identifies such a text. */
  approvedBy: ({ by }: { by: string }): string => `Approved by ${by}`,
  sent: ({ by, at }: { by: string; at: number }): string => `Approved by ${by}, sent ${utc(at)}.`,
  unclear: 'Whether Automox took it is not known; it is not sent again.',
  saidNo: ({ by, reason = 'no reason given' }: { by: string; reason?: string | undefined }): string =>
    `${by} said no: ${reason}.`,
  proposed: ({ asks }: { asks: string }): string => `Proposed: ${asks}`,
  proposedBefore: ({ proposal }: { proposal: string }): string => `Proposed before: ${proposal}`,
  notDone: ({ by, at }: { by: string; at: number }): string => `Approved by ${by} ${utc(at)}; it was not done.`,
  notDoneBecause: ({ by, at, why }: { by: string; at: number; why: string }): string =>
    `Approved by ${by} ${utc(at)}, but it was not done: ${why}.`,
  notDoneYet: ({ by, at }: { by: string; at: number }): string => `Approved by ${by} ${utc(at)}; it is not done yet.`,
  notDoneYetBecause: ({ by, at, why }: { by: string; at: number; why: string }): string =>
    `Approved by ${by} ${utc(at)}; it is not done yet: ${why}.`,
  triedAgain: ({ until }: { until: number }): string => `It is tried again, until ${utc(until)}.`,
  isVerified: 'Its result is being verified.',
  workletUnknown: 'Whether it helped is not known.',
  rebootUnknown: 'Whether the device rebooted is not known.',
  /** The text where a command of ours was sent before: then it was not nothing. */
  nothingMore: ({ text }: { text: string }): string =>
    text.replaceAll(/\b(nothing) (was (?:done|changed))\b/gi, '$1 more $2'),
  nobodyAnswered: ({ expiresAt }: { expiresAt: number }): string =>
    `Nobody answered until ${utc(expiresAt)}; the app continues without an answer.`,
  approvedNow: ({ by, at }: { by: string; at: number }): string =>
    `Approved by ${by} ${utc(at)}; the device is inspected once more before it is done.`,
  somebody: 'a person',
  notes: ({ marker, reported }: { marker: string; reported: string }): string =>
    `Update from the remediation app ${marker}: ${reported}`,
  agentGone: ({ agentId }: { agentId: number }): string =>
    `Atera does not know agent ${agentId} any more, so whether this still holds cannot be checked. The ticket is left open: please close it when nobody needs it.`,
  customerGone: ({ customerId }: { customerId?: number | undefined }): string =>
    `Atera has no devices of customer ${customerId} any more, so whether this still holds cannot be checked. The ticket is left open: please close it when nobody needs it.`,
};
