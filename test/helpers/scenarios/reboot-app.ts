import type { EnrollOptions } from '../../../dev/simulator/automox/enrolled-server.ts';
import type { DeviceOptions } from '../../../dev/simulator/world/device.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { call } from '../app/api.ts';
import { type AppOptions, MINUTE, startApp, type TestApp } from '../app/app.ts';

type Windows = Policy['maintenanceWindows'];

/** Every day from 11:00 to 16:00 UTC; the tests' day begins at 08:00. */
const WINDOWS: Windows = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '11:00', to: '16:00' }];

/** A first refresh of the directory is over by then. */
const DIRECTORY_KNOWN = 6 * MINUTE;

/**
 * An app with both vendors that knows these servers, all of one customer, all of which wait for a
 * restart.
 */
export async function startRebooting(
  devices: readonly (Partial<DeviceOptions> & { readonly enrolled?: EnrollOptions })[] = [{}],
  { policy, ...options }: AppOptions = {},
) {
  const windows = { timeZone: 'UTC', maintenanceWindows: WINDOWS, ...policy };
  const app = await startApp({ automox: true, directory: 'none', policy: windows, ...options });
  const { world, automox } = app.simulator;
  const customer = world.addCustomer('North Wind Ltd');
  const pairs = devices.map(({ enrolled, ...over }, index) => {
    const name = `NW-SRV-0${index + 1}`;
    const device = world.addDevice(customer, { name, kind: 'server', needsReboot: true, ...over });
    return { device, server: automox.enroll(device, enrolled) };
  });
  await app.clock.advance(DIRECTORY_KNOWN);
  const [first] = pairs;
  if (!first) throw new Error('A stage needs a device');
  const raise = (index = 0, title = 'Reboot pending') => {
    const { device } = pairs[index] ?? first;
    return world.raiseCustomAlert({ device, title, message: 'Windows Update asks for a restart' });
  };
  // Whoever has its contact already: the second ticket of a customer and all further ones.
  await app.deps.contacts.save(customer.id, 'system', { contactId: world.people.mainContact(customer.id)?.id ?? 0 });
  return { app, ...first, raise, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

/** The remediation of the reboot alert of the n-th device. */
function rebootId(index = 0): string {
  return `rem.a${1_001 + index}.pending-reboot.1`;
}

/** A person's answer to the question about the n-th device, if one waits. */
export async function answerReboot(app: TestApp, how: 'approve' | 'reject', index = 0): Promise<number> {
  const path = `/api/remediations/${rebootId(index)}`;
  const { approval } = (await call(app, 'GET', path)).body;
  const body = { evidence: String(approval?.evidence), by: 'Ada', ...(how === 'reject' && { reason: 'month-end' }) };
  return (await call(app, 'POST', `${path}/${how}`, body)).status;
}

/** When reboots were ordered at Automox, oldest first (epoch ms). */
export function rebootsOrdered({ simulator }: TestApp): number[] {
  return simulator.requests.filter(({ method, path, body }) => isReboot(method, path, body)).map(({ at }) => at);
}

function isReboot(method: string, path: string, body: unknown): boolean {
  return method === 'POST' && path.includes('/queues') && JSON.stringify(body ?? '').includes('Reboot');
}

/** Requests since `from` to each vendor, polls and listings apart, as `METHOD /template`. */
export function requestsSince({ simulator }: TestApp, from: number) {
  const all = simulator.requests
    .filter(({ at }) => at >= from)
    .map(({ method, template }) => `${method} ${template}`)
    .filter((one) => !['GET /account', 'GET /alerts', 'GET /agents', 'GET /servers'].includes(one))
    .filter((one) => !/^GET \/devices\/\w+devices$/.test(one));
  const isAutomox = (one: string) => one.includes('/servers') || one.includes('/policies');
  return { atera: all.filter((one) => !isAutomox(one)), automox: all.filter(isAutomox) };
}
