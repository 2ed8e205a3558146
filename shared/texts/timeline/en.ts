/** What happened with an alert, for its timeline: whole sentences. */
export const en = {
  raised: 'Raised, by the date that Atera gives it.',
  seen: 'First listed by a poll.',
  leftAlone: ({ why }: { why: string }): string => `Not taken up. ${why}`,
  takenUp: ({ runId }: { runId: string }): string => `Taken up by ${runId}.`,
  joined: ({ runId }: { runId: string }): string => `It joined ${runId}, which another alert had opened.`,
  joinedByOther: ({ alertId }: { alertId: number }): string => `Alert ${alertId} about the same joined it.`,
  inspected: ({ count }: { count: number }): string =>
    count === 1 ? 'The device was inspected once.' : `The device was inspected ${count} times; this was the last time.`,
  asked: ({ asks }: { asks: string }): string => `A person was asked: ${asks}`,
  approved: ({ by }: { by: string }): string => `${by} approved it.`,
  rejected: ({ by }: { by: string }): string => `${by} rejected it.`,
  sent: {
    worklet: 'The worklet was sent to the device.',
    reboot: 'The reboot was sent to the device.',
  },
  reported: {
    ticket: ({ ticketId }: { ticketId: string }): string => `Ticket ${ticketId} was opened.`,
    comment: ({ ticketId }: { ticketId: string }): string => `Ticket ${ticketId} was commented on.`,
    adopting: ({ ticketId }: { ticketId: string }): string => `Ticket ${ticketId}, which existed, was commented on.`,
    reopening: ({ ticketId }: { ticketId: string }): string => `Ticket ${ticketId} was opened again.`,
    closing: ({ ticketId }: { ticketId: string }): string => `The recovery was reported in ticket ${ticketId}.`,
  },
  numberUnknown: '(number not known)',
  begun: ({ what }: { what: string }): string => `${what} This was begun; whether it arrived is not known.`,
  resolvedByApp: 'The app resolved the alert.',
  endedInAtera: 'Atera says that the alert is over. Who or what ended it is not known.',
  unlisted: 'No list of Atera names the alert any more, and nothing watches it: only that is known of its end.',
  endedUnknown: 'The alert is over. How that became known was not recorded.',
  ended: {
    fixed: 'It ended: the command is shown to have helped.',
    recovered: 'It ended without a command of the app that is known to have helped.',
    left: 'The app left it alone.',
    unknown: 'It ended. How was not recorded.',
  },

  /** What is not known. */
  missing: {
    rule: 'By which rule it was recognised was not recorded.',
    trail: 'Its decisions and questions were not recorded, or their record cannot be read.',
    leftOut: ({ count }: { count: number }): string => `${count} earlier events are not kept any more.`,
    effects: ({ days }: { days: number }): string =>
      `What was sent to the device and written in tickets is kept for ${days} days only.`,
    unreadable: ({ count }: { count: number }): string =>
      `${count} records of what was sent or written cannot be read: more may have been done than is shown.`,
  },
};
