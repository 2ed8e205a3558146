import type { EnrolledServer } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { Device, DeviceOptions } from '../../../dev/simulator/world/device.ts';
import type { Alert } from '../../../dev/simulator/world/monitoring/alerts.ts';
import { until } from './until.ts';
import { addServer, type World } from './world.ts';

/** A device as both vendors have it. */
export interface Enrolled {
  readonly device: Device;
  readonly server: EnrolledServer;
}

/** A server that Automox knows as well. */
export function addEnrolled(
  world: World,
  customerName: string,
  usedPercent: number,
  options?: Partial<DeviceOptions>,
): Enrolled {
  const device = addServer(world, customerName, usedPercent, options);
  return { device, server: world.simulator.automox.enroll(device) };
}

/**
 * A server that Automox knows and whose drive C: is full. Its alert is raised by `raiseFull`, once
 * the device is known, and only by that: Atera's own would be cleared before the app can prove
 * anything.
 */
export function addFullServer(world: World, customerName: string): Enrolled {
  return addEnrolled(world, customerName, 95, { diskThresholdPercent: 99 });
}

/** Opens the alert of a server from `addFullServer`. */
export function raiseFull({ simulator }: World, { device }: Enrolled): Alert {
  const message = 'The Disk Usage(C:) 95.00% is greater than the threshold of 90%';
  return simulator.world.raiseCustomAlert({ device, title: 'Disk Usage(C:)', message, category: 'Disk' });
}

const REFRESHED = /"event":"directory-refreshed","agents":(\d+),"servers":\d+,"withActions":(\d+)/g;

/**
 * Resolves once the app has found every device there is at both vendors. Its timer for that is run
 * by hand, over the admin endpoint that both hosts have: left alone it comes every five minutes.
 * Once, and again after a refresh that had begun too early.
 */
export async function untilKnown({ simulator, host, api }: World): Promise<void> {
  const [devices, enrolled] = [simulator.world.devices.size, simulator.automox.servers.size];
  const refreshes = () => [...host.log.matchAll(REFRESHED)];
  const isKnown = ([, agents, actions]: RegExpExecArray) => Number(agents) >= devices && Number(actions) >= enrolled;
  let before = refreshes().length;
  await refresh(api);
  await until(`${devices} devices are listed, ${enrolled} of them with actions`, async () => {
    const ended = refreshes();
    if (ended.some(isKnown)) return true;
    if (ended.length > before) await refresh(api);
    before = ended.length;
    return false;
  });
}

async function refresh(api: World['api']): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const { status } = await api('POST', '/admin/functions/pollAlertsTimer', { input: '' }, json);
  if (status !== 202) throw new Error(`The admin endpoint answered ${status}`);
}

/** What a person is asked about a device. */
export interface Question {
  readonly remediationId: string;
  readonly asks: string;
  readonly evidence: string;
}

/** Resolves once a person is asked about the device of this customer. */
export async function asked({ api }: World, { device }: Enrolled): Promise<Question> {
  const path = `/api/remediations?state=approval&customerId=${device.customer.id}`;
  return until(`a question about ${device.customer.name}`, async () => {
    const { body } = await api('GET', path);
    const [row] = body.remediations;
    return row && { remediationId: row.id, asks: row.approval.asks, evidence: row.approval.evidence };
  });
}

/** A person's answer. Throws when it does not count. */
export async function answer(
  { api }: World,
  { remediationId, evidence }: Question,
  how: 'approve' | 'reject',
): Promise<void> {
  const body = { evidence, by: 'Ada', reason: 'the month is not closed' };
  const { status, text } = await api('POST', `/api/remediations/${remediationId}/${how}`, body);
  if (status !== 200) throw new Error(`${how} answered ${status}: ${text}`);
}

/** What the device has done for Automox, scans apart, oldest first. */
export function taken({ server }: Enrolled): string[] {
  return server.taken.filter((name) => name !== 'GetOS');
}

/** How often Automox was ordered to run a worklet. */
export function worklets({ simulator }: World): number {
  return simulator.requestsOf('POST /policies/{policyId}/action').length;
}
