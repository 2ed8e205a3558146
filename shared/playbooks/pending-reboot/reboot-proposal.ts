import type { Proposal } from '../../domain/approvals/proposal.ts';
import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel } from '../../domain/tickets/ticket-text.ts';
import { utc } from '../../domain/time/utc.ts';
import type { Language } from '../../texts/language.ts';
import { isSameBoot } from './boot.ts';
import type { SignedIn } from './signed-in.ts';
import { rebootTexts } from './texts/course/index.ts';

/** A maintenance window that is open, or will be. Times are epoch ms. */
export type CertainWindow =
  | { readonly open: true; readonly until: number }
  | { readonly open: false; readonly next: number };

/** What a reboot is proposed from. Times are epoch ms. */
export interface RebootProposalFacts {
  readonly language: Language;
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly organizationId: number;
  readonly serverId: number;
  readonly deviceClass: DeviceClass;
  readonly lastRebootAt: number;
  /** When Automox last scanned the device. */
  readonly scannedAt?: number | undefined;
  /** Why a reboot is said to be pending: the alert's own text. */
  readonly alertText?: string | undefined;
  readonly window: CertainWindow;
  readonly users: SignedIn;
  /** What a person approved already. */
  readonly approvedUsers?: SignedIn | undefined;
  /** The last boot as the question that was asked already names it. */
  readonly askedBoot?: string | undefined;
}

const DISTURBED: Readonly<Record<SignedIn, number>> = { nobody: 0, unknown: 1, somebody: 2 };

/** Returns whether a reboot now could disturb somebody of whom the approval did not know. */
export function disturbsMore(now: SignedIn, approved: SignedIn): boolean {
  return DISTURBED[now] > DISTURBED[approved];
}

/**
 * Returns the reboot a person is asked for. Its evidence is the boot (a time that jitters, or is
 * reported an hour off, is still the same boot), the class and whether somebody is signed in;
 * whoever approved a reboot while somebody was, approved one when all have left. Names of users are
 * in none of it.
 */
export function rebootProposal(facts: RebootProposalFacts): Proposal {
  const { organizationId, serverId, deviceClass, users, approvedUsers } = facts;
  const signedIn = approvedUsers !== undefined && !disturbsMore(users, approvedUsers) ? approvedUsers : users;
  const lastBoot = bootAsAsked(facts);
  return {
    action: { kind: 'reboot', organizationId, serverId },
    isInWindow: true,
    facts: { needs: 'a reboot', deviceClass, lastBoot, signedIn },
    text: proposalText(facts, signedIn),
  };
}

function proposalText(facts: RebootProposalFacts, users: SignedIn): string {
  const { language, deviceClass, lastRebootAt, alertText, scannedAt, window } = facts;
  return rebootTexts(language).reboot.proposal({
    ...{ deviceClass, users },
    device: deviceLabel(facts),
    window: { open: window.open, at: utc(window.open ? window.until : window.next) },
    said: inSentence(alertText ?? '') || undefined,
    scannedAt: scannedAt === undefined ? undefined : utc(scannedAt),
    lastBoot: utc(lastRebootAt),
  });
}

function bootAsAsked({ lastRebootAt, askedBoot }: RebootProposalFacts): string {
  const asked = askedBoot === undefined ? Number.NaN : Date.parse(askedBoot);
  // To the millisecond: a rounded one could not be distinguished from a clock change.
  return askedBoot !== undefined && isSameBoot(asked, lastRebootAt) ? askedBoot : new Date(lastRebootAt).toISOString();
}
