/** What people are notified of, one at a time or together. */
export const eventNames = [
  'approval-needed',
  'approval-expired',
  'ticket-opened',
  'action-done',
  'action-failed',
  'site-incident',
  'vendor-suspected',
  'app-unhealthy',
  'policy-changed',
  'kill-switch-changed',
  'mute-created',
  'daily-summary',
] as const;

/** One of `eventNames`. */
export type EventName = (typeof eventNames)[number];

/** Atera's priorities of a ticket, the lowest first. */
export const priorities = ['Low', 'Medium', 'High', 'Critical'] as const;

/** One of `priorities`. */
export type Priority = (typeof priorities)[number];
