import type { Alert } from '../../world/monitoring/alerts.ts';
import { dateWriter } from '../dates.ts';
import type { Tenant } from '../tenant.ts';

/**
 * An alert as the vendor sends it: no status member, `AgentId` with a small d, "no ticket" as 0 or
 * as null.
 */
export function alertRow({ behaviour }: Tenant, alert: Alert): unknown {
  if ('replaceWith' in alert) return alert.replaceWith;
  const date = dateWriter(behaviour, 'alert', alert.id);
  return {
    AlertID: alert.id,
    Code: alert.code ?? null,
    Source: alert.source ?? null,
    Title: alert.title,
    Severity: alert.severity,
    Created: date('Created', alert.createdAt + behaviour.createdShiftMs),
    SnoozedEndDate: date('SnoozedEndDate', alert.snoozedUntil),
    DeviceGuid: alert.deviceGuid,
    AgentId: alert.agentId,
    AdditionalInfo: alert.additionalInfo ?? null,
    Archived: alert.archivedAt !== undefined,
    AlertCategoryID: alert.category,
    ArchivedDate: date('ArchivedDate', alert.archivedAt),
    TicketID: alert.ticketId ?? (alert.id % 2 === 0 ? 0 : null),
    AlertMessage: alert.message,
    DeviceName: alert.deviceName,
    CustomerID: alert.customerId,
    CustomerName: alert.customerName,
    FolderID: alert.folderId ?? null,
    PollingCyclesCount: null,
    DeviceType: alert.deviceType,
    ...(behaviour.extraMembers ? { SimulatedExtra: { nested: [alert.id] } } : {}),
    ...alert.raw,
  };
}
