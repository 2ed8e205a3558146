import { utc } from '../../domain/time/utc.ts';

/**
 * Tickets that people ended, changed or opened: clauses without a full stop unless it is said.
 * Times are epoch ms.
 */
export const en = {
  ended: {
    closed: ({ ticketId, at }: { ticketId: number; at: number }): string =>
      `ticket ${ticketId} was closed by someone (${utc(at)})`,
    deleted: ({ ticketId, at }: { ticketId: number; at: number }): string =>
      `ticket ${ticketId} was deleted by someone (${utc(at)})`,
    merged: ({ ticketId, at }: { ticketId: number; at: number }): string =>
      `ticket ${ticketId} was merged into another ticket by someone (${utc(at)})`,
  },
  endedAnd: ({ ended, why }: { ended: string; why: string }): string => `${ended}; ${why}`,
  /** Whole sentences. */
  heldStill: ({ ended, until, summary }: { ended: string; until: number; summary: string }): string =>
    `The ${ended} while the condition still held. Nothing more is written until it has recovered and fires again, gets worse, or ${utc(until)}. ${summary}`,
  severityNow: ({ severity }: { severity: string }): string => `its alert is ${severity} now`,
  limitRaised: ({ limit }: { limit: number }): string => `an alert with a limit of ${limit} % was raised`,
  backAndAway: 'it was back since then and is away again',
  fullIn: ({ days }: { days: number }): string => `the drive will be full in ${days} days`,
  devicesAway: ({ count }: { count: number }): string => `${count} devices are away now`,
  stillAfter: ({ days }: { days: number }): string => `it still occurs ${days <= 1 ? 'a day' : `${days} days`} later`,
  statusNow: ({ status }: { status: string }): string => `its status is ${status || 'not reported'} now`,
  technicianChanged: 'its technician was changed',
  titleChanged: 'its title was changed',
  commentWritten: 'somebody wrote a comment',
  touchUnknown: 'whether somebody has worked on it is not known, because a record of what the app wrote cannot be read',
  mergedIntoOther: 'it was merged into a ticket of somebody else',
  openedByOther: 'somebody else opened it',
  previousOfFormer: ({ ticketId, customerId }: { ticketId: number; customerId: number }): string =>
    `ticket ${ticketId} about the same was opened for customer ${customerId}, to whom the device belonged`,
  previousMerged: ({ ticketId }: { ticketId: number }): string =>
    `ticket ${ticketId} about the same was merged into another one`,
  previousClosed: ({ ticketId }: { ticketId: number }): string =>
    `ticket ${ticketId} about the same was closed and is left so`,
};
