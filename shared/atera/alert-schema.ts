import type { z } from 'zod';
import { date, dateNotes, id, oneOf, optionalFlag, optionalId, optionalText, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';

/**
 * Longest alert title kept (real ones have under 60 characters; a custom threshold's name may be
 * longer).
 */
const MAX_TITLE_LENGTH = 250;
/** Longest message kept: a memory alert lists three processes in some 300 characters. */
const MAX_MESSAGE_LENGTH = 2_000;
const MAX_NAME_LENGTH = 200;

/**
 * An alert as the product uses it. All times are epoch ms; an empty text means the vendor sent
 * none.
 */
export interface Alert {
  readonly id: number;
  readonly title: string;
  readonly message: string;
  readonly additionalInfo: string;
  readonly severity: 'Information' | 'Warning' | 'Critical' | 'unknown';
  readonly category: 'Hardware' | 'Disk' | 'Availability' | 'Performance' | 'Exchange' | 'General' | 'unknown';
  readonly createdAt?: number | undefined;
  /** Archived = resolved; a row has no status of its own. */
  readonly archived: boolean;
  readonly archivedAt?: number | undefined;
  readonly snoozedUntil?: number | undefined;
  /** Missing for monitored devices without an agent; then `deviceGuid` names the device. */
  readonly agentId?: number | undefined;
  readonly deviceGuid?: string | undefined;
  readonly deviceName: string;
  readonly customerId?: number | undefined;
  readonly customerName: string;
  /** A ticket that Atera or a person opened for this alert. */
  readonly ticketId?: number | undefined;
  /** What was odd about the row and could be ignored. */
  readonly notes: readonly string[];
}

const AlertDto = row({
  AlertID: id,
  Title: text(MAX_TITLE_LENGTH),
  AlertMessage: text(MAX_MESSAGE_LENGTH),
  AdditionalInfo: text(MAX_MESSAGE_LENGTH),
  Severity: oneOf('Information', 'Warning', 'Critical'),
  AlertCategoryID: oneOf('Hardware', 'Disk', 'Availability', 'Performance', 'Exchange', 'General'),
  Created: date,
  Archived: optionalFlag,
  ArchivedDate: date,
  SnoozedEndDate: date,
  AgentId: optionalId,
  DeviceGuid: optionalText(MAX_NAME_LENGTH),
  DeviceName: text(MAX_NAME_LENGTH),
  CustomerID: optionalId,
  CustomerName: text(MAX_NAME_LENGTH),
  TicketID: optionalId,
});

/** Atera's AlertDto, as far as it is used. */
export const Alert: z.ZodType<Alert> = AlertDto.transform((alert) => ({
  id: alert.AlertID,
  title: alert.Title,
  message: alert.AlertMessage,
  additionalInfo: alert.AdditionalInfo,
  severity: alert.Severity,
  category: alert.AlertCategoryID,
  createdAt: alert.Created.at,
  archived: alert.Archived ?? alert.ArchivedDate.at !== undefined,
  archivedAt: alert.ArchivedDate.at,
  snoozedUntil: alert.SnoozedEndDate.at,
  agentId: alert.AgentId,
  deviceGuid: guidOf(alert.DeviceGuid),
  deviceName: alert.DeviceName,
  customerId: alert.CustomerID,
  customerName: alert.CustomerName,
  ticketId: alert.TicketID,
  notes: dateNotes({ Created: alert.Created, ArchivedDate: alert.ArchivedDate, SnoozedEndDate: alert.SnoozedEndDate }),
}));

/** Zeros and braces alone are how "none" is written: as a name they would make all devices one. */
function guidOf(raw: string | undefined): string | undefined {
  return raw === undefined || !/[1-9a-f]/i.test(raw) ? undefined : raw.toLowerCase();
}
