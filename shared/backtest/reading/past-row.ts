import type { Alert } from '../../atera/alert-schema.ts';
import { plainText } from '../../domain/text/plain-text.ts';
import { endedByAtera } from '../../recognition/ended-by-atera.ts';
import type { Triage } from '../../recognition/triage.ts';

/** One alert of the past, as small as a back-test can do with. Times are epoch ms. */
export interface PastRow {
  readonly id: number;
  readonly title: string;
  readonly playbook: string;
  /** `queued`, or the code of why the app leaves it alone. */
  readonly code: string;
  /** The same in words, where it is left alone. */
  readonly reason?: string | undefined;
  readonly severity?: Alert['severity'] | undefined;
  readonly deviceKey?: string | undefined;
  readonly conditionKey?: string | undefined;
  readonly agentId?: number | undefined;
  readonly deviceGuid?: string | undefined;
  readonly deviceName?: string | undefined;
  readonly customerId?: number | undefined;
  readonly customerName?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly isByAtera: boolean;
  /** Absent when its date is missing or unreadable: it cannot be placed in time. */
  readonly raisedAt?: number | undefined;
  /** Absent while it is open, and where its end is not known. */
  readonly endedAt?: number | undefined;
  /** Not resolved when it was read. */
  readonly isOpen: boolean;
  /** It had a ticket of whomever. */
  readonly ticketId?: number | undefined;
  readonly isSnoozed?: boolean | undefined;
}

/** Long enough to recognise a title by. */
const MAX_TITLE = 120;
const MAX_REASON = 200;

/** Returns an alert of the history without what only a list of today needs: nothing is open, asked for or snoozed. */
export function asOfThePast(alert: Alert): Alert {
  const { ticketId: _ticketId, snoozedUntil: _snoozedUntil, archivedAt: _archivedAt, ...rest } = alert;
  return { ...rest, archived: false };
}

/** Returns what a back-test keeps of an alert and of what the app's own triage makes of it. */
export function pastRow(alert: Alert, { row, outcome }: Triage): PastRow {
  const { createdAt: raisedAt, archivedAt, archived, ticketId, severity } = alert;
  // An end before the beginning is a wrong clock, and no end.
  const endedAt = archivedAt !== undefined && archivedAt >= (raisedAt ?? 0) ? archivedAt : undefined;
  const isQueued = outcome.code === 'queued';
  return {
    id: alert.id,
    title: plainText(row.title, MAX_TITLE),
    ...{ playbook: row.playbook, code: outcome.code, severity, deviceKey: row.deviceKey },
    ...(!isQueued && { reason: plainText(outcome.text, MAX_REASON) }),
    conditionKey: row.conditionKey,
    ...{ agentId: row.agentId, deviceGuid: row.deviceGuid, deviceName: row.deviceName },
    ...{ customerId: row.customerId, customerName: row.customerName, details: row.details },
    isByAtera: endedByAtera({ playbook: row.playbook, title: alert.title, message: alert.message }),
    raisedAt,
    ...(archived && { endedAt }),
    isOpen: !archived,
    ticketId,
    ...(alert.snoozedUntil !== undefined && { isSnoozed: true }),
  };
}
