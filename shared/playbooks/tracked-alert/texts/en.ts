import { utc } from '../../../domain/time/utc.ts';

interface Label {
  /** The name of the class. */
  readonly label: string;
}

interface OnDevice extends Label {
  readonly device: string;
}

interface At {
  readonly at: number;
}

interface Said {
  readonly title: string;
  readonly message?: string | undefined;
  readonly severity?: string | undefined;
}

/** What people read of an alert of a tracked class. Moments are epoch ms. */
export const en = {
  /** What the condition is called. */
  condition: ({ label }: Label) => `alert of the class "${label}"`,

  // How it is recognised.
  noClass: 'no class of the policy fits it',
  saysClass: ({ label }: Label) => `that it is of the class "${label}"`,

  // The ticket.
  headline: ({ label, device }: OnDevice) => `${label} on ${device}`,
  keepsComingBack: ({ label, device }: OnDevice) => `${label} keeps coming back on ${device}`,
  alertRaised: ({ label, device }: OnDevice) =>
    `Atera raised an alert for ${device} that the policy tracks as "${label}".`,
  alertsEnded: ({ label, device }: OnDevice) =>
    `Atera raised alerts of the class "${label}" for ${device} several times recently, and each ended.`,
  alertSays: ({ title, message, severity }: Said) => {
    const graded = severity === undefined ? '' : ` (severity ${severity})`;
    return `Atera's alert${graded} says "${title}"${message === undefined ? '' : `: "${message}"`}.`;
  },
  alertNotKnown: "What Atera's alert says is not known any more.",
  hasEnded: ({ at }: At) => `It has ended in Atera (checked ${utc(at)}).`,
  hasLostRow: 'Whether it has ended is unknown: the app has lost its row.',
  isOpen: ({ at }: At) => `It is open in Atera (checked ${utc(at)}).`,
  isOpenWithMore: ({ at, more }: At & { readonly more: number }) =>
    `It is open in Atera, with ${more} more of its class on this device (checked ${utc(at)}).`,
  isOpenWithMoreUnnamed: ({ at, more }: At & { readonly more: number }) =>
    `It is open in Atera, with ${more} more of its class that name no device either (checked ${utc(at)}).`,
  nothingChanged: 'nothing was changed on the device; the app cannot inspect what such an alert is about.',
  nothingNow: 'nothing now.',
  followUp:
    "follow up on what the alert says. An alert of Atera's own monitors ends by itself; one that a script or the API made stays until somebody resolves it in Atera.",
  findCause: 'It came back several times recently: look for the cause.',
  closesWhen: 'Atera has had no such alert open for a while',

  // Outcomes.
  ended: ({ label }: Label) => `Atera no longer has the alert open (${label}).`,
  cameBackOften: 'It came back several times recently.',
  mayPass: ({ until }: { readonly until: number }) => `It may pass by itself; it is checked again ${utc(until)}.`,
  mayPassOfClass: ({ label, until }: Label & { readonly until: number }) =>
    `It may pass by itself (${label}); it is checked again ${utc(until)}.`,
  open: ({ label }: Label) => `Atera has the alert open (${label}).`,
  severalOpen: ({ label, open }: Label & { readonly open: number }) => `Atera has ${open} such alerts open (${label}).`,
  lost: ({ label }: Label) => `Whether the alert has ended is unknown (${label}): the app has lost its row.`,
};
