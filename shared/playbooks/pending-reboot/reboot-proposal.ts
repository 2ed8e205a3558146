import type { Proposal } from '../../domain/approvals/proposal.ts';
import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, utc } from '../../domain/tickets/ticket-text.ts';
import { isSameBoot } from './boot.ts';
import type { SignedIn } from './signed-in.ts';

/** A maintenance window that is open, or will be. Times are epoch ms. */
export type CertainWindow =
  | { readonly open: true; readonly until: number }
  | { readonly open: false; readonly next: number };

/** What a reboot is proposed from. Times are epoch ms. */
export interface RebootProposalFacts {
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
  /** What a person said yes to already. */
  readonly approvedUsers?: SignedIn | undefined;
  /** The last boot as the question that was asked already names it. */
  readonly askedBoot?: string | undefined;
}

const DISTURBED: Readonly<Record<SignedIn, number>> = { nobody: 0, unknown: 1, somebody: 2 };

/** Whether a reboot now could disturb somebody of whom the approval did not know. */
export function disturbsMore(now: SignedIn, approved: SignedIn): boolean {
  return DISTURBED[now] > DISTURBED[approved];
}

/**
 * The reboot a person is asked for. Its evidence is the boot (a time that trembles, or is told an hour off, is still the same boot), the
 * class and whether somebody is signed in; whoever said yes to a reboot while somebody was, said yes to one when all have left. Names of
 * users are in none of it.
 */
export function rebootProposal(facts: RebootProposalFacts): Proposal {
  const { organizationId, serverId, deviceClass, lastRebootAt, users, approvedUsers } = facts;
  const signedIn = approvedUsers !== undefined && !disturbsMore(users, approvedUsers) ? approvedUsers : users;
  const lastBoot = bootAsAsked(facts);
  return {
    action: { kind: 'reboot', organizationId, serverId },
    isInWindow: true,
    facts: { needs: 'a reboot', deviceClass, lastBoot, signedIn },
    text: `Reboot the ${deviceClass} ${deviceLabel(facts)} ${windowText(facts)}, because ${reasons(facts)}; its last boot was ${utc(lastRebootAt)}. ${usersText[signedIn]}`,
  };
}

function bootAsAsked({ lastRebootAt, askedBoot }: RebootProposalFacts): string {
  const asked = askedBoot === undefined ? Number.NaN : Date.parse(askedBoot);
  // To the millisecond: a rounded one could not be told from a clock change.
  return askedBoot !== undefined && isSameBoot(asked, lastRebootAt) ? askedBoot : new Date(lastRebootAt).toISOString();
}

function windowText({ window }: RebootProposalFacts): string {
  return window.open
    ? `in its maintenance window (open until ${utc(window.until)})`
    : `in its maintenance window (the next opens ${utc(window.next)})`;
}

function reasons({ alertText, scannedAt }: RebootProposalFacts): string {
  const alert = inSentence(alertText ?? '');
  const scan = scannedAt === undefined ? 'Automox' : `Automox (scan of ${utc(scannedAt)})`;
  return alert ? `its alert "${alert}" and ${scan} both ask for one` : `${scan} and Atera agree that it needs one`;
}

/** What a reboot does to an open session, in each case. */
const usersText: Readonly<Record<SignedIn, string>> = {
  nobody:
    'Nobody was signed in at the last reading; it is read again right before, and with anybody there it is not done.',
  unknown: 'It is not known whether anyone is signed in: an open session ends, and what is not saved in it is lost.',
  somebody: 'Somebody is signed in, as Atera last reported: that session ends, and what is not saved in it is lost.',
};
