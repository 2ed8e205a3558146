import type { Reply, SimulatedRequest } from '../../vendor.ts';
import type { Alert, AlertState } from '../../world/monitoring/alerts.ts';
import { type Body, missing, text, whole, withBody, withId } from '../input.ts';
import { pageOf } from '../paging.ts';
import { invalid, problem } from '../problem.ts';
import { type AteraRoute, route, type Tenant } from '../tenant.ts';
import { alertRow } from './alert-row.ts';

const STATES: readonly string[] = ['Open', 'Resolved', 'Snoozed'];
const SEVERITIES = ['Information', 'Warning', 'Critical'];
const CATEGORIES = ['Hardware', 'Disk', 'Availability', 'Performance', 'Exchange', 'General'];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `/alerts`: list (newest first, history included without `alertStatus`), get, create, PUT =
 * resolve, delete.
 */
export function alertRoutes(tenant: Tenant): AteraRoute[] {
  const { world, behaviour } = tenant;
  return [
    route('Alerts', 'GET', '/alerts', (request) => {
      const alerts = listed(tenant, request.query.get('alertStatus'));
      return alerts ? pageOf(request, behaviour, alerts, (alert) => alertRow(tenant, alert)) : badStatus();
    }),
    route('Alerts', 'GET', '/alerts/{alertId}', (request) =>
      withId(request, 'alertId', (id) => {
        const alert = world.alerts.get(id);
        return alert ? { status: 200, json: alertRow(tenant, alert) } : missing(behaviour, 'not-found');
      }),
    ),
    route('Alerts', 'POST', '/alerts', (request) => withBody(request, (body) => create(tenant, body))),
    route('Alerts', 'PUT', '/alerts/{alertId}', (request) =>
      withId(request, 'alertId', (id) => (world.alerts.archive(id, 'api') ? { status: 204 } : repeated(tenant))),
    ),
    route('Alerts', 'DELETE', '/alerts/{alertId}', (request: SimulatedRequest) =>
      withId(request, 'alertId', (id) => (world.alerts.remove(id) ? { status: 204 } : repeated(tenant))),
    ),
  ];
}

function listed({ world, behaviour }: Tenant, status: string | null): Alert[] | undefined {
  if (status === null) return world.alerts.all();
  if (!STATES.includes(status)) return behaviour.wrongEnum === 'ignored' ? world.alerts.all() : undefined;
  if (status !== 'Open' || !behaviour.openIncludesSnoozed) return world.alerts.in(status as AlertState);
  return world.alerts.all().filter((alert) => world.alerts.stateOf(alert) !== 'Resolved');
}

function badStatus(): Reply {
  return invalid('alertStatus', 'The value is not valid.');
}

function repeated({ behaviour }: Tenant): Reply {
  return behaviour.repeatResolve === 204 ? { status: 204 } : problem(behaviour.repeatResolve);
}

/** `MessageTemplate` becomes the message; customer and agent follow from the device. */
function create(tenant: Tenant, body: Body): Reply {
  const { world, behaviour } = tenant;
  const deviceGuid = text(body, 'DeviceGuid') ?? '';
  if (!GUID.test(deviceGuid)) return invalid('DeviceGuid', 'The DeviceGuid field is required.');
  const device = world.deviceByGuid(deviceGuid);
  if (!device) return invalid('DeviceGuid', 'There is no such device.');
  const severity = text(body, 'Severity') ?? 'Warning';
  if (!SEVERITIES.includes(severity)) return invalid('Severity', 'The value is not valid.');
  const category = text(body, 'AlertCategoryID') ?? 'General';
  if (!CATEGORIES.includes(category)) return invalid('AlertCategoryID', 'The value is not valid.');
  const title = text(body, 'Title') ?? '';
  const twin = world.alerts.in('Open').some((open) => open.deviceGuid === device.guid && open.title === title);
  if (twin && behaviour.duplicateAlert === 'conflict') return problem(409);
  const snoozedUntil = Date.parse(text(body, 'SnoozedEndDate') ?? '');
  const alert = world.raiseCustomAlert({
    device,
    title,
    message: text(body, 'MessageTemplate') ?? title,
    severity,
    category,
    code: whole(body, 'Code') ?? null,
    additionalInfo: text(body, 'AdditionalInfo') ?? null,
    ticketId: whole(body, 'TicketID') ?? null,
    folderId: whole(body, 'FolderID') ?? null,
    ...(Number.isNaN(snoozedUntil) ? {} : { snoozedUntil }),
  });
  return { status: 201, json: { ActionID: String(alert.id) } };
}
