import type { EnrolledServer } from '../../dev/simulator/automox/enrolled-server.ts';
import type { Device, DeviceOptions } from '../../dev/simulator/world/device.ts';
import type { Alert } from '../../dev/simulator/world/monitoring/alerts.ts';
import { type AppOptions, MINUTE } from '../helpers/app/app.ts';
import type { Stage } from '../helpers/app/stage.ts';
import { addWorklet, cleaning } from '../helpers/scenarios/disk-scenarios.ts';
import { inWindow, raiseReboot } from '../helpers/scenarios/reboot-scenarios.ts';
import type { Recorder } from './recorder.ts';
import type { Scenario } from './scenario.ts';

/**
 * Questions and approvals last shorter than by default, so that a scenario comes to its end within
 * two days.
 */
const QUESTION_HOURS = 6;
const APPROVAL_HOURS = 14;

/** What of a plot must be known before the app starts. */
export function appOptions({ plot, truth, pollMinutes, visibilityMinutes, seed }: Scenario): AppOptions {
  const acts = plot === 'disk-cleanup' || plot.startsWith('reboot') || plot.startsWith('offline');
  const lag = truth.clearLagMinutes * MINUTE;
  const carried = plot.endsWith('carried-ticket');
  return {
    ...(acts && { automox: true }),
    ...(plot === 'site' && { directory: 'none' }),
    policy: {
      approvalExpiresHours: QUESTION_HOURS,
      deferredExpiresHours: APPROVAL_HOURS,
      timeZone: 'UTC',
      ...(plot === 'disk-cleanup' && cleaning),
      ...(plot.startsWith('reboot') && inWindow),
    } as AppOptions['policy'] & object,
    pollSchedule: `0 */${pollMinutes} * * * *`,
    activityVisibilityMs: visibilityMinutes * MINUTE,
    simulator: {
      seed,
      world: { seed, lags: { clearMs: [lag / 2, lag] }, ...(carried && { opensTicket: onlyOnce() }) },
    } as AppOptions['simulator'] & object,
  };
}

/** Atera opens a ticket for the first alert. */
function onlyOnce(): (alert: Alert) => boolean {
  let isFirst = true;
  return () => {
    const answer = isFirst;
    isFirst = false;
    return answer;
  };
}

/** Puts the devices of a plot on the stage, and what will happen to them. */
export async function setStage(stage: Stage, scenario: Scenario, recorder: Recorder): Promise<void> {
  const { plot } = scenario;
  if (plot.startsWith('disk')) return await setDisk(stage, scenario, recorder);
  if (plot.startsWith('reboot')) return await setReboot(stage, scenario, recorder);
  if (plot === 'site') return setSite(stage, scenario, recorder);
  return await setOffline(stage, scenario, recorder);
}

async function addDevice(stage: Stage, recorder: Recorder, options: Partial<DeviceOptions>, enrolls = true) {
  const device = stage.add(options);
  recorder.watch(device);
  let server: EnrolledServer | undefined;
  if (enrolls) {
    server = await stage.enroll(device);
    recorder.watchCommands(server);
  }
  return { device, server };
}

async function setDisk(stage: Stage, scenario: Scenario, recorder: Recorder): Promise<void> {
  const { truth, plot } = scenario;
  const disks = [{ drive: 'C:', usedPercent: truth.fillsLate ? 50 : 95 }];
  const { device } = await addDevice(stage, recorder, { disks }, plot === 'disk-cleanup');
  if (plot === 'disk-cleanup')
    addWorklet(stage, (machine) => {
      if (truth.worklet === 'frees') machine.setDiskUsedPercent('C:', 50);
      return truth.worklet === 'fails' ? 1 : 0;
    });
  // Half a minute after an inventory that shows nothing of it, or long before the next.
  if (truth.fillsLate) stage.app.simulator.world.after(MINUTE / 2, () => device.setDiskUsedPercent('C:', 95));
  happens(stage, truth, {
    ends: () => device.setDiskUsedPercent('C:', 40),
    returns: () => device.setDiskUsedPercent('C:', 96),
  });
}

async function setOffline(stage: Stage, scenario: Scenario, recorder: Recorder): Promise<void> {
  const kind = scenario.plot === 'offline-workstation' ? 'workstation' : 'server';
  const { device, server } = await addDevice(stage, recorder, { kind });
  if (scenario.plot === 'offline-with-dead-agent') server?.setAgent('up');
  device.goOffline();
  happens(stage, scenario.truth, { ends: () => device.comeBack(), returns: () => device.goOffline() });
}

async function setReboot(stage: Stage, scenario: Scenario, recorder: Recorder): Promise<void> {
  const { truth, plot } = scenario;
  const kind = plot === 'reboot' ? 'server' : 'workstation';
  const { device } = await addDevice(stage, recorder, { kind, needsReboot: true });
  const boot = device.reboot;
  device.reboot = () => {
    if (truth.reboot === 'is-ignored') return;
    boot.call(device);
    if (truth.reboot === 'stays-away') device.goOffline();
    if (truth.reboot !== 'wants-another') return;
    device.needsReboot = true;
    recorder.note(device);
  };
  raiseReboot(stage, device);
  happens(stage, { ...truth, returnsAfterMinutes: undefined }, { ends: () => boot.call(device), returns: () => {} });
  signIn(stage, scenario, recorder, device);
}

function signIn({ app }: Stage, { truth, plot }: Scenario, recorder: Recorder, device: Device): void {
  if (plot !== 'reboot-of-workstation' || !truth.signedIn) return;
  const [from, to] = truth.signedIn;
  const { world } = app.simulator;
  const start = world.now();
  recorder.signedIn.push([start + from * MINUTE, start + to * MINUTE]);
  world.after(from * MINUTE, () => {
    device.loggedInUsers = 'ADA';
  });
  world.after(to * MINUTE, () => {
    device.loggedInUsers = '';
  });
}

/** Four servers of one customer, and six elsewhere that stay. */
function setSite(stage: Stage, { truth }: Scenario, recorder: Recorder): void {
  const { world } = stage.app.simulator;
  const site = Array.from({ length: 4 }, () => stage.add());
  for (const device of site) recorder.watch(device);
  const other = world.addCustomer('South Wind Ltd');
  for (let i = 1; i <= 6; i++) world.addDevice(other, { name: `SOUTH-SRV-0${i}`, kind: 'server' });
  const all = (what: (device: Device) => void) => () => site.forEach(what);
  world.after(8 * MINUTE, () => {
    all((device) => device.goOffline())();
    happens(stage, truth, { ends: all((one) => one.comeBack()), returns: all((one) => one.goOffline()) });
  });
}

interface Happenings {
  ends(): void;
  returns(): void;
}

function happens({ app }: Stage, truth: Scenario['truth'], { ends, returns }: Happenings): void {
  const { world } = app.simulator;
  const { endsAfterMinutes, returnsAfterMinutes } = truth;
  if (endsAfterMinutes === undefined) return;
  world.after(endsAfterMinutes * MINUTE, () => {
    ends();
    if (returnsAfterMinutes !== undefined) world.after(returnsAfterMinutes * MINUTE, returns);
  });
}
