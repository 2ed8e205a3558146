import { utc } from '../../domain/time/utc.ts';

/** The page behind a link to a question, and what it says to whoever has used it. Times are epoch ms. */
export const en = {
  asksYou: 'May the app do this?',
  device: 'Device',
  customer: 'Customer',
  alert: 'Alert',
  unknown: 'not known',
  evidence: 'What this rests on',
  readAt: ({ at, ago }: { at: number; ago: string }): string => `Read ${utc(at)}, ${ago}.`,
  until: ({ at, left }: { at: number; left: string }): string => `Please answer by ${utc(at)} (${left}).`,
  killSwitch:
    'The kill switch is on. Your answer is kept, but nothing is sent to the device before the switch is off again.',
  approveTitle: 'Approve',
  approveMeans:
    'The device is checked again. Only if it still shows what was read is the command sent; then the result is verified.',
  approve: 'Approve',
  rejectTitle: 'Reject',
  rejectMeans: 'Nothing is done to the device. A ticket says who said no, and why.',
  reject: 'Reject',
  name: 'Your name',
  reason: 'Reason',
  optional: '(optional)',
  signedInAs: ({ name }: { name: string }): string => `You are signed in as ${name}.`,
  needsRole: 'You can read this, but not answer it: that takes the role operator.',
  changesNothing: 'Opening this page answers nothing. Anyone who has its address may see it: do not forward it.',
  dashboard: 'Open the dashboard',
  signIn: 'Sign in',
  backToQuestion: 'Open the question again',

  notices: {
    'form-old': 'Nothing was answered: the page had been open for too long. This is how it stands now.',
    'other-site': 'Nothing was answered: the answer came from another website.',
    'no-name': 'Nothing was answered: please give your name.',
    'no-reason': 'Nothing was answered: please say why not.',
    'too-long': 'Nothing was answered: a name may have 100 characters, a reason 300.',
  },

  /** What the facts of a question are called, and those of their values that are words. */
  factNames: {
    drive: 'Drive',
    thresholdPercent: 'Limit in percent',
    state: 'State',
    service: 'Service',
    needs: 'Needs',
    deviceClass: 'Kind of device',
    lastBoot: 'Last boot',
    signedIn: 'Signed in',
  },
  factValues: {
    'over its limit': 'over its limit',
    stopped: 'stopped',
    'a reboot': 'a reboot',
    server: 'server',
    workstation: 'workstation',
    laptop: 'laptop',
    nobody: 'nobody',
    somebody: 'somebody',
    unknown: 'not known',
  },

  approvedBy: ({ by, at }: { by: string; at: number }): string => `Approved by ${by}, ${utc(at)}.`,
  rejectedBy: ({ by, at }: { by: string; at: number }): string => `Rejected by ${by}, ${utc(at)}.`,
  because: ({ reason }: { reason: string }): string => `Reason: ${reason}`,
  sent: ({ at }: { at: number }): string => `The command was sent ${utc(at)}.`,
  waits: 'The device is checked again before anything is sent.',
  waitsForSwitch: 'The kill switch is on: nothing is sent before it is off again.',
  notDone: 'It was not done.',
  notDoneBecause: ({ why }: { why: string }): string => `It was not done: ${why}.`,
  goneOn: 'No run waits for it now; the dashboard says how it goes on.',

  pages: {
    approved: { title: 'Approved', text: 'Thank you. You can close this page.' },
    rejected: {
      title: 'Rejected',
      text: 'Thank you. Nothing is done to the device; if the condition still holds, a ticket gives your reason. You can close this page.',
    },
    answered: { title: 'Answered already', text: 'Nobody needs to answer this any more. The first answer counts.' },
    otherwise: {
      title: 'Answered already',
      text: 'Your answer does not count: the other one was first. To stop what was approved, cancel it in the dashboard.',
    },
    expired: { title: 'Expired', text: 'Nobody answered in time. The app goes on without an answer.' },
    changed: {
      title: 'Something has changed',
      text: 'This link is to an older question: what it rested on has changed since, or the app has asked again. Nothing was answered. If the app still asks, the dashboard shows the new question.',
    },
    over: {
      title: 'Ended already',
      text: 'Nobody is asked any more: this remediation has ended, or it went on without an answer.',
    },
    withdrawn: {
      title: 'Withdrawn',
      text: 'This question was withdrawn before anybody answered it: its device is muted, or was. Nothing was answered. When the mute ends, the app inspects the device again, and asks again where there still is something to ask.',
    },
    gone: { title: 'Not known any more', text: 'The app no longer knows what this link is about.' },
    unreadable: {
      title: 'Incomplete link',
      text: 'This is not a whole link. Some programs break long addresses: please open it from the message itself.',
    },
    tampered: { title: 'Invalid link', text: 'This link was changed after the app had made it. Nothing was answered.' },
    foreign: {
      title: 'Not a link of this app',
      text: 'This link was made by another installation, or with a key that has been replaced since. Please open the dashboard.',
    },
    off: {
      title: 'No links at the moment',
      text: 'Links cannot be checked at the moment. Please answer in the dashboard.',
    },
    'not-allowed': {
      title: 'Not by link',
      text: 'The policy does not let this be answered by link. Please answer in the dashboard.',
    },
    'sign-in': {
      title: 'Please sign in',
      text: 'To see this question and to answer it, sign in with your account. The question itself is shown afterwards.',
    },
    'no-role': {
      title: 'Not for this account',
      text: 'You are signed in, but have no role in this app. An administrator gives it in Entra, under Enterprise applications; then sign in again.',
    },
    'no-operator': {
      title: 'Not for this account',
      text: 'Nothing was answered: that takes the role operator. An administrator gives it in Entra, under Enterprise applications; then sign in again.',
    },
    busy: {
      title: 'Opened too often',
      text: 'This question was opened very often within a minute. Please try again in a minute.',
    },
    'bad-form': { title: 'Not understood', text: 'Nothing was answered: this is not what the form of the page sends.' },
    'too-large': { title: 'Too much', text: 'Nothing was answered: that is far more than the form of the page sends.' },
    'bad-record': {
      title: 'Cannot be read',
      text: 'What the app keeps of this cannot be read, so nothing was answered. The dashboard and the log say more.',
    },
    failed: {
      title: 'That did not work',
      text: 'Whether anything was answered is not known. Please open the link again: it shows how it stands.',
    },
  },
};
