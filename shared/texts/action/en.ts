import { utc } from '../../domain/time/utc.ts';

/**
 * Commands to devices, and why none is sent. Times are epoch ms; a `proposal` is whole sentences, a
 * `reason` or `why` has no full stop.
 */
export const en = {
  modeForbids: ({ mode }: { mode: string }): string => `The mode ${mode} does not let the app do it.`,
  approved: ({ proposal, by }: { proposal: string; by: string }): string => `${proposal} Approved by ${by}.`,
  approvedBut: ({ proposal, by, reason }: { proposal: string; by: string; reason: string }): string =>
    `${proposal} Approved by ${by}, but ${reason}.`,
  approvedNotConnected: ({ proposal, by }: { proposal: string; by: string }): string =>
    `${proposal} Approved by ${by}; the device is not connected.`,
  approvedStopped: ({ proposal, by, message }: { proposal: string; by: string; message: string }): string =>
    `${proposal} Approved by ${by}; ${message}.`,
  optedOut: 'a custom field in Atera says that the device is to be left alone',
  narrowedByField: ({ mode }: { mode: string }): string =>
    `custom fields in Atera let the app do no more than ${mode} here`,
  windowWasClosed: 'its maintenance window was closed',
  notConnected: 'the device was not connected to Automox',
  notSent: ({ message }: { message: string }): string => `The command could not be sent: ${message}.`,
  noFix: ({ fixedAt, days }: { fixedAt: number; days: number }): string =>
    `It ended on ${utc(fixedAt)} after the same, and it is back within ${days} days: that was no fix.`,
  declined: ({ proposal, why }: { proposal: string; why: string }): string =>
    `Nothing was done to the device. Proposed: ${proposal} ${why}`,
  changed: 'Nothing was done to the device: after the approval its state differed from what had been approved.',
  notDone: ({ reason }: { reason: string }): string => `It was not done, because ${reason}.`,
  notConfirmed: 'nothing says so',
  unanswered: ({ hours }: { hours: number }): string => `Nobody approved it within ${hours} hours.`,
  askedTooOften: 'A person was asked several times, and what the question rested on changed each time.',
  occurrenceClosed: 'The occurrence was closed meanwhile.',
  tooOld: ({ by, at, until }: { by: string; at: number; until: number }): string =>
    `Approved by ${by} ${utc(at)}; that was good until ${utc(until)}, and it could not be done in that time.`,
  tooOldBecause: ({ by, at, until, why }: { by: string; at: number; until: number; why: string }): string =>
    `Approved by ${by} ${utc(at)}; that was good until ${utc(until)}, and it could not be done in that time: ${why}.`,
  waitsForApproval: ({ proposal, until, evidence }: { proposal: string; until: number; evidence: string }): string =>
    `${proposal} Waits for a person's approval until ${utc(until)} (evidence ${evidence}).`,
  askedAgain: ({ by, at }: { by: string; at: number }): string =>
    `What ${by} approved ${utc(at)} has changed since, so it is asked again.`,
  askedAgainBecause: ({ by, at, why }: { by: string; at: number; why: string }): string =>
    `What ${by} approved ${utc(at)} was not done, because ${why}, so it is asked again.`,
  /** Whole sentences about a run whose device moved to another customer. */
  customerChanged: (whose: { customerId: number; former: number | undefined }): string =>
    whose.former === undefined
      ? `The device belongs to customer ${whose.customerId} in Atera, and its alert names none. It goes on in a minute, by what the policy says of that customer.`
      : `The device belongs to another customer by now (${whose.customerId} in Atera, before ${whose.former}). It goes on in a minute, by what the policy says of that customer.`,

  deviceBusy: ({ until }: { until: number }): string =>
    `Another remediation is working on this device, until ${utc(until)} at the latest.`,
  attemptsSpent: (made: { day: number; week: number; perDay: number; perWeek: number; nextAt: number }): string =>
    `No further attempt is made before ${utc(made.nextAt)}. Attempts so far: ${made.day} in the last 24 hours and ${made.week} in the last 7 days; allowed are ${made.perDay} and ${made.perWeek}.`,
  customerPaused: ({ until, because }: { until: number; because: string }): string =>
    `Devices of this customer are left alone until ${utc(until)}, because ${because}.`,
  failedInRow: ({ count }: { count: number }): string =>
    count === 1 ? 'one action failed' : `${count} actions in a row failed`,
  failedOfDay: ({ failed, of }: { failed: number; of: number }): string =>
    `${failed} of ${of} actions within 24 hours failed`,
  failedAfterPause: 'an action failed right after a pause',
  customerFull: ({ inFlight, cap }: { inFlight: number; cap: number }): string =>
    `Devices of this customer that are worked on: ${inFlight}; at most ${cap} may be at the same time.`,
  oneAtATime: ({ exclusive, until }: { exclusive: string; until: number }): string =>
    `Only one ${exclusive} at a time is allowed for this customer, and one is under way until ${utc(until)} at the latest.`,
  brakesRefused: ({ message, code }: { message: string; code: string }): string =>
    `The brakes did not allow an action: ${message} (${code}).`,

  workletNotEnded: ({ minutes }: { minutes: number }): string => `It had not ended after ${minutes} minutes.`,
  workletLeft: 'It has left the queue of the device; Automox reports no result.',
  workletNotSeen: 'It is not in the queue of the device, and Automox reports no result: whether it ran is not known.',
  workletEndsDiffer:
    'It has left the queue of the device; Automox reports several runs of it that ended otherwise, and which one this was is not known.',
  workletSucceeded: 'Automox says that it succeeded.',
  workletFailed: ({ exitCode }: { exitCode: number }): string =>
    `Automox says that it failed with exit code ${exitCode}.`,

  /** Reasons. */
  automoxNotSetUp: 'Automox is not set up',
  automoxNotSetUpAnyMore: 'Automox is not set up any more',
  workletNotListed: 'WORKLET_ALLOWLIST does not hold its worklet any more',
  automoxLostDevice: 'Automox does not know the device any more; it is looked for in the next listings',
  otherOrganisation: 'its device in Automox is in another organisation by now',
  noRebootNeeded: 'Automox no longer says that a reboot is needed',
  queueUnreadable: "the device's queue cannot be read",
  queuedAlready: 'the same command waits in its queue already',
  otherWorklet: 'the policy names another worklet by now',
  noWindow: 'the policy sets no maintenance window any more',
  windowIsClosed: 'its maintenance window is closed by now',
  inspectionTooOld: 'too much time had passed since it was inspected',
  ateraLostDevice: 'Atera does not know the device any more',
  ofAnother: ({ customerId, former }: { customerId: number; former: number | undefined }): string =>
    former === undefined
      ? `the device belongs to customer ${customerId} in Atera, and its alert names none`
      : `the device belongs to another customer by now (${customerId} in Atera, before ${former})`,
  ownerUnknown: 'Atera does not say whose the device is any more',
  movedSinceListed: 'the device belongs to another customer than when the devices were last listed',
  otherMatch: 'it is matched to another device in Automox by now',
  listedTooLongAgo: ({ hours }: { hours: number }): string =>
    `the devices were last listed ${hours} hours ago: whether another one has its serial number by now is not known; health says why they are not listed`,
  neverListed:
    'the devices have not been listed yet: whether another one has its serial number by now is not known; health says why they are not listed',
  noCustomer: 'the alert names no customer',
  customerUnassigned: 'the customer of the device is assigned to no Automox organisation',
  notMatchedYet: 'the device has not been looked for in Automox yet',
};
