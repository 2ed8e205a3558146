import type { SignedIn } from '../../signed-in.ts';
import type { DeviceWords } from '../ticket/en.ts';

/** A reboot that a person is asked for. */
export interface ProposalWords extends DeviceWords {
  readonly window: { readonly open: boolean; readonly at: string };
  /** What the alert says. */
  readonly said: string | undefined;
  readonly scannedAt: string | undefined;
  readonly lastBoot: string;
  readonly users: SignedIn;
}

/** Of whom an approval knew, and who is signed in now. */
export interface InUseWords {
  readonly approved: SignedIn;
  readonly users: 'somebody' | 'unknown';
}

const summary = {
  'two-witnesses': 'A reboot is pending: the alert and a newer Automox scan agree.',
  rebooted: 'The device has rebooted since the alert, and an Automox scan from after the boot finds no reboot pending.',
  'rebooted-unwitnessed': 'The device has rebooted since the alert; whether Windows still wants a reboot is not known.',
  'reboot-unconfirmed':
    'The device has rebooted since the alert; whether Windows still wants a reboot is not known, because no Automox scan from after the boot came.',
  'alert-gone': 'Atera no longer lists the alert, and nothing shows that the device was rebooted.',
  'alert-cleared': 'Atera no longer lists the alert.',
  'not-needed': 'No reboot is needed: a new Automox scan finds none pending.',
  'scan-is-old': "Automox's last scan is older than the alert; a new one is awaited.",
  'reboot-not-enough': 'The device has rebooted since the alert, and Automox says that it needs another reboot.',
  'device-offline': 'The device is offline, so whether it needs a reboot cannot be determined.',
  'online-not-reported': 'Atera does not report whether the device is online.',
  'no-automox-match':
    'The alert says that a reboot is pending; there is no second witness, because the device is not in reach of Automox.',
  'scan-not-reported': 'Automox does not report whether the device needs a reboot.',
  'scan-overdue': "Automox's last scan is older than the alert, and no new one came.",
  'scan-failed': "Automox's last scan of the device failed, so it proves nothing.",
  'witness-disagrees': 'The alert says that a reboot is pending; an Automox scan from after it finds none.',
  'boot-time-not-reported': 'Atera does not report when the device last booted.',
};

const summaryNotes = {
  checkedWhenBack: ({ hours }: { hours: number }) => `It is checked again when it is back, for ${hours} hours.`,
  askedAgain: ({ at }: { at: string }) => `It is asked again ${at}.`,
  unproven: 'The device was ordered to reboot, and no new boot was detected.',
  maybeOrdered: 'Whether the device was ordered to reboot is not known, and no new boot was detected.',
};

const reasons = ({ said, scannedAt }: ProposalWords) => {
  const scan = scannedAt === undefined ? 'Automox' : `Automox (scan of ${scannedAt})`;
  return said === undefined
    ? `${scan} and Atera agree that it needs one`
    : `its alert "${said}" and ${scan} both ask for one`;
};

/** What a reboot does to an open session, in each case. */
const session = {
  nobody:
    'Nobody was signed in when this was proposed; it is read again right before, and with anybody there it is not done.',
  unknown:
    'Whether anyone was signed in when this was proposed is not known: an open session ends, and what is not saved in it is lost.',
  somebody:
    'Somebody was signed in when this was proposed, says Atera: that session ends, and what is not saved in it is lost.',
};

/** What was said of users in the question that a person approved. */
const approvedFor = {
  nobody: 'It was approved for when nobody is signed in',
  unknown: 'It was approved while nobody was known to be signed in',
  somebody: 'It was approved with somebody signed in',
};

/** Who is signed in now, without a full stop. */
const usersNow = {
  somebody: 'somebody is signed in, as Atera last reported',
  unknown: 'whether anybody is signed in is not known',
};

const reboot = {
  proposal: (words: ProposalWords) =>
    `Reboot the ${words.deviceClass} ${words.device} in its maintenance window (${words.window.open ? 'open until' : 'the next opens'} ${words.window.at}), because ${reasons(words)}; its last boot was ${words.lastBoot}. ${session[words.users]}`,
  whileLost: 'It was approved; the device is not connected to Automox, so who is signed in is not known.',
  usersNow,
  whileInUse: ({ approved, users: who, at }: InUseWords & { at: string }) =>
    `${approvedFor[approved]}, and ${usersNow[who]}; it is inspected again ${at}.`,
  windowOver: ({ approved, users: who }: InUseWords) =>
    `Nothing was done to the device. ${approvedFor[approved]}, and ${usersNow[who]}; its maintenance window is over.`,
};

const proof = {
  cameUp: ({ at, by }: { at: string; by: 'Atera' | 'Automox' }) => `It came up again ${at}, says ${by}.`,
  notInspected: ({ why }: { why: string }) =>
    `Whether the device rebooted is not known: it could not be inspected (${why}).`,
  noBootOffline: ({ minutes }: { minutes: number }) =>
    `No new boot was detected within ${minutes} minutes. It was offline and had not come back.`,
  noBootOnline: ({ minutes }: { minutes: number }) =>
    `No new boot was detected within ${minutes} minutes. It was online.`,
};

/**
 * What is said of the course of a pending reboot: its summaries, the question, and what came of it,
 * in English.
 */
export const en = { summary, summaryNotes, reboot, proof };
