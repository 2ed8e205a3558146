import type { MonitoredDevice } from '../../../shared/atera/monitored-device-schema.ts';
import type { LeaseSession } from '../../../shared/budget/fence.ts';
import type { Lease } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { VendorError } from '../../../shared/errors.ts';
import type { Reading, Watcher } from '../../../shared/playbooks/network-device/decide-network.ts';
import { surroundings } from '../../../shared/playbooks/site-incident/surroundings.ts';
import type { MonitoredDeviceRow } from '../../../shared/storage/directory/monitored-devices.ts';
import { findAlerts } from '../../activities/alerts/find-alerts.ts';
import { type FieldDeps, readMarks } from '../../activities/commands/read-fields.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { Subject } from '../../runtime/run.ts';
import { findSiblings } from './inspect-siblings.ts';
import { findTogether } from './inspect-together.ts';
import type { NetworkInspection } from './observe-network.ts';

type Deps = Pick<ActivityDeps, 'alerts' | 'conditions' | 'monitored' | 'sites' | 'runLeased' | 'mode'> & FieldDeps;

interface Input {
  readonly lease: Lease;
  readonly subject: Subject;
  readonly needReading: boolean;
}

/**
 * Reads whether the occurrence's alerts are open, what Atera's row of the device says, and whether
 * the agent that watches it is online. Changes nothing but our own notes: that an alert has ended,
 * and whose customer the device is where its alert names none. The device is not read when its
 * alert has ended or nobody would be called anyway, unless the reading is needed.
 */
export function makeInspectNetwork(deps: Deps) {
  return ({ lease, subject, needReading }: Input): Promise<Leased<NetworkInspection>> =>
    deps.runLeased(lease, async (session) => {
      const alerts = await findAlerts(deps, session, subject.key);
      const around = surroundings(await deps.sites.get(), subject.customerId, alerts.newestAlertAt);
      const isExcused = around.vendorQuiet || around.siteIncident !== undefined;
      const marks = await readMarks(deps, session, { ...(subject.customerId && { customerId: subject.customerId }) });
      const inspection = { ...alerts, ...around, ...marks, deviceFound: true };
      if (!needReading && (!alerts.alertOpen || isExcused)) return { ...inspection, inspectedAt: deps.clock.now() };
      const found = await readDevice(deps, session, subject.deviceGuid ?? '');
      const customerId = await keepCustomer(deps, subject, found.device);
      const { reading } = found;
      const siblings = await findSiblings(deps, subject, reading, alerts);
      const together = await findTogether(deps, subject, reading, alerts);
      return {
        ...{ ...inspection, inspectedAt: deps.clock.now(), reading },
        ...(siblings && { siblings }),
        ...(together && { together }),
        ...(customerId !== undefined && { customerId }),
      };
    });
}

interface Found {
  readonly reading: Reading;
  readonly device?: MonitoredDevice;
}

/**
 * The device by what the lists said of its GUID, or an SNMP one by its GUID itself; then its agent.
 * Up to two requests.
 */
async function readDevice(deps: Deps, session: LeaseSession, deviceGuid: string): Promise<Found> {
  const { atera, monitored, clock } = deps;
  const listed = await monitored.get(deviceGuid);
  let device: MonitoredDevice | undefined;
  try {
    device = listed
      ? await atera.getNetworkDevice(session, listed.kind, listed.id)
      : await atera.findSnmpDevice(session, deviceGuid);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    // A GUID that Atera does not take for one is in none of its lists.
    if (error.code === 'vendor_rejected_request' && !listed) return notRead('not-listed');
    if (error.code !== 'vendor_forbidden') throw error;
    return notRead('not-allowed');
  }
  if (!device || (device.deviceGuid !== undefined && device.deviceGuid !== deviceGuid))
    return notRead(listed ? 'gone' : 'not-listed');
  const { kind, id, name, customerId, monitoringAgentId } = device;
  // Dated now: under an older date a listing that ends meanwhile would forget it.
  const row = { deviceGuid, kind, id, name, customerId, monitoringAgentId, listedAt: clock.now() };
  if (!listed || !isSame(row, listed)) await monitored.save([row]);
  return { device, reading: await readingOf(deps, session, device) };
}

function isSame(row: MonitoredDeviceRow, listed: MonitoredDeviceRow): boolean {
  const { kind, id, name, customerId, monitoringAgentId } = listed;
  return (
    row.kind === kind &&
    row.id === id &&
    row.name === name &&
    row.customerId === customerId &&
    row.monitoringAgentId === monitoringAgentId
  );
}

function notRead(why: Extract<Reading, { read: false }>['why']): Found {
  return { reading: { read: false, why } };
}

async function readingOf(
  { atera }: Deps,
  session: LeaseSession,
  { kind, hostname, monitored, up, closedPorts, monitoringAgentId }: MonitoredDevice,
): Promise<Reading> {
  const watcher = monitoringAgentId === undefined ? undefined : await readWatcher(atera, session, monitoringAgentId);
  return {
    ...{ read: true, kind, hostname, closedPorts },
    ...(monitored !== undefined && { monitored }),
    ...(up !== undefined && { up }),
    ...(watcher && { watcher }),
  };
}

async function readWatcher(atera: Deps['atera'], session: LeaseSession, agentId: number): Promise<Watcher> {
  const agent = await atera.getAgent(session, agentId);
  if (!agent) return { agentId, found: false };
  const { machineName, online, lastSeenAt } = agent;
  return {
    ...{ agentId, found: true, name: machineName },
    ...(online !== undefined && { online }),
    ...(lastSeenAt !== undefined && { lastSeenAt }),
  };
}

/**
 * Without a customer no ticket can be opened; the next run has the one that the device's row names.
 */
async function keepCustomer(
  { conditions }: Deps,
  { key, customerId: reported }: Subject,
  device: MonitoredDevice | undefined,
): Promise<number | undefined> {
  const customerId = device?.customerId;
  if (reported !== undefined || customerId === undefined) return undefined;
  await conditions.update(key, (row) => (row.customerId === undefined ? { ...row, customerId } : row));
  return customerId;
}
