import { utc } from '../../domain/time/utc.ts';

/** What could not be done, in the infinitive. */
const steps = {
  'inspect the device': 'inspect the device',
  'inspect the alert': 'inspect the alert',
  'inspect the device after the cleanup': 'inspect the device after the cleanup',
  'inspect the device after the restart': 'inspect the device after the restart',
  'inspect the device after the reboot': 'inspect the device after the reboot',
  'send the command': 'send the command',
  'resolve the alert': 'resolve the alert',
  'write the ticket': 'write the ticket',
  'read the ticket': 'read the ticket',
  'comment the ticket': 'comment the ticket',
  'close the ticket': 'close the ticket',
  'look for the ticket of what was cancelled': 'look for the ticket of what was cancelled',
} as const;

/** A step of a run that may fail. */
export type FailedStep = keyof typeof steps;

/**
 * How runs end. Times are epoch ms; a `summary` is whole sentences, a `message` what a vendor or an
 * error says.
 */
export const en = {
  steps: steps as Readonly<Record<FailedStep, string>>,
  failed: ({ step, message }: { step: string; message: string }): string => `Could not ${step}: ${message}`,
  /** The same as a clause. */
  failedBecause: ({ step, message }: { step: string; message: string }): string =>
    `it was not possible to ${step} (${message})`,
  wouldResolve: ({ summary }: { summary: string }): string => `Would resolve the alert. ${summary}`,
  resolved: ({ summary }: { summary: string }): string => `Alert resolved. ${summary}`,
  checkedOnceMore: ({ ticketId, summary }: { ticketId: number; summary: string }): string =>
    `${summary} It is checked once more before ticket ${ticketId} is ended.`,
  searchedFor: ({ summary }: { summary: string }): string =>
    `${summary} It is checked once more, and the ticket that was begun for it is looked for.`,
  wouldOpenTicket: ({ summary }: { summary: string }): string => `Would open a ticket. ${summary}`,
  opened: ({ ticketId, summary }: { ticketId: number; summary: string }): string =>
    `Ticket ${ticketId} opened. ${summary}`,
  adopted: ({ ticketId, summary }: { ticketId: number; summary: string }): string =>
    `Ticket ${ticketId} adopted. ${summary}`,
  reopened: ({ ticketId, summary }: { ticketId: number; summary: string }): string =>
    `Ticket ${ticketId} reopened. ${summary}`,
  held: ({ ticketId, summary }: { ticketId: number; summary: string }): string => `Ticket ${ticketId} held. ${summary}`,
  agentGone: ({ agentId }: { agentId: number }): string => `Atera does not know agent ${agentId} any more.`,
  deviceGone: ({ deviceGuid }: { deviceGuid: string }): string =>
    `Atera does not know the device ${deviceGuid} any more.`,
  customerGone: ({ customerId }: { customerId?: number | undefined }): string =>
    `Atera has no devices of customer ${customerId} any more.`,
  alertStillOpen: ({ nextAt }: { nextAt: number }): string =>
    `Its alert is still open; it is checked again ${utc(nextAt)}.`,
  itsTicketIsLeft: ({ ticketId }: { ticketId: number }): string => `Its ticket ${ticketId} is left as it is.`,
  optedOutUnclear:
    'A custom field of the device in Atera says neither yes nor no to being left alone, which counts as yes; nothing was done. Set it to yes or no.',
  modeNarrowed: ({ mode }: { mode: string }): string =>
    `Custom fields in Atera let the app do no more than ${mode} here. It goes on in a minute, by that mode.`,
  optedOut: 'The device is marked in Atera to be left alone; nothing was done.',
  untilOff: ({ message }: { message: string }): string => `${message}. It is checked again until the switch is off.`,
  failedUnexpectedly: ({ error }: { error: string }): string => `The run failed unexpectedly: ${error}`,
  /** As a clause, like the two after it. */
  unexpectedError: ({ error }: { error: string }): string => `the run failed unexpectedly: ${error}`,
  unexpectedly: 'the run failed unexpectedly',
  unexpectedlyOften: ({ starts }: { starts: number }): string => `the run failed unexpectedly ${starts} times`,
  norTicket: 'Nor could a ticket be written.',
  recoveredWithoutTicket: 'The condition has recovered, confirmed by two checks; there was no ticket.',
  recovered: {
    resolved: ({ ticketId }: { ticketId: number }): string =>
      `The condition has recovered, confirmed by two checks; ticket ${ticketId} resolved.`,
    'left to a person': ({ ticketId }: { ticketId: number }): string =>
      `The condition has recovered, confirmed by two checks; ticket ${ticketId} left to a person.`,
    'ended already': ({ ticketId }: { ticketId: number }): string =>
      `The condition has recovered, confirmed by two checks; ticket ${ticketId} ended already.`,
    gone: ({ ticketId }: { ticketId: number }): string =>
      `The condition has recovered, confirmed by two checks; ticket ${ticketId} gone.`,
  },
  recoveredLeft: ({ ticketId, because }: { ticketId: number; because: string }): string =>
    `The condition has recovered, confirmed by two checks; ticket ${ticketId} left to a person (${because}).`,
  recoveredWouldResolve: 'The condition has recovered, confirmed by two checks; would resolve the alert.',
  clearOnce: 'The condition seems to have recovered; it is checked once more before anything is closed.',
  wouldKeepTicket: ({ summary }: { summary: string }): string =>
    `Still occurring; would keep a ticket open. ${summary}`,
  stillOccurring: ({ ticketId, readAt, summary }: { ticketId: number; readAt?: number | undefined; summary: string }) =>
    `Still occurring; its ticket is ${ticketId}${readAt === undefined ? '' : `, open when last read (${utc(readAt)})`}. ${summary}`,
  notVerified: ({ ticketId, readAt, summary }: { ticketId: number; readAt?: number | undefined; summary: string }) =>
    `Not verified; its ticket is ${ticketId}${readAt === undefined ? '' : `, open when last read (${utc(readAt)})`}. ${summary}`,
  /** `said` = who, a colon, and why. */
  cancelled: ({ said }: { said: string }): string => `Cancelled by ${said}`,
  aPerson: 'a person',
  lostNotFound: 'A ticket that was begun was not found.',
  ticketIsLeft: ({ ticketId }: { ticketId: number }): string => `Ticket ${ticketId} is left as it is.`,
  ticketIsLost: ({ marker }: { marker: string }): string =>
    `A ticket was begun whose number is not known; please look for it in Atera by "${marker}" in its title.`,
  unknownPlaybook: ({ playbook }: { playbook: string }): string =>
    `This version of the app has no playbook "${playbook}", so nothing is done about this. Please check the device by hand.`,
};
