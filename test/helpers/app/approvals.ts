import type { Faults } from '../../../dev/host/faults.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { call } from './api.ts';
import { type AppOptions, addFullServer, MINUTE, startApp, type TestApp } from './app.ts';

/** The remediation of the one device there is. */
export const ASKED_ID = 'rem.a1001.disk-space.C.1';

/** The id of the first worklet that is added to the simulated organisation. */
const FIRST_WORKLET = 40_001;

interface AskedOptions {
  readonly policy?: Partial<Policy>;
  /** How full drive C: is after the cleanup; default 50. */
  readonly leavesPercent?: number;
  readonly faults?: Faults;
  readonly storage?: AppOptions['storage'];
  readonly tables?: AppOptions['tables'];
  readonly version?: string;
  readonly asShipped?: boolean;
  readonly activityVisibilityMs?: number;
  readonly measure?: AppOptions['measure'];
  readonly dashboardFolder?: string;
  readonly signInOn?: boolean;
  readonly links?: AppOptions['links'];
  readonly trace?: AppOptions['trace'];
  /** Default: a server. */
  readonly kind?: 'server' | 'workstation';
}

/** An app that asks a person whether it may clean up a server's full disk, a few minutes ago. */
export async function startAsked({
  policy,
  faults,
  tables,
  version,
  asShipped = false,
  storage = 'memory',
  leavesPercent = 50,
  activityVisibilityMs,
  measure,
  dashboardFolder,
  signInOn = false,
  links,
  trace,
  kind,
}: AskedOptions = {}) {
  const app = await startApp({
    automox: true,
    directory: 'none',
    storage,
    asShipped,
    signInOn,
    ...(links && { links }),
    ...(trace && { trace }),
    ...(faults && { faults }),
    ...(tables && { tables }),
    ...(measure && { measure }),
    ...(dashboardFolder !== undefined && { dashboardFolder }),
    ...(version !== undefined && { version }),
    ...(activityVisibilityMs !== undefined && { activityVisibilityMs }),
    policy: { worklets: { diskCleanup: FIRST_WORKLET }, ...policy },
  });
  const { automox } = app.simulator;
  const device = addFullServer(app, 95, kind);
  const server = automox.enroll(device);
  automox.addWorklet('Disk cleanup', (machine) => {
    machine.setDiskUsedPercent('C:', leavesPercent);
    return 0;
  });
  await app.clock.advance(3 * MINUTE);
  const alertId = device.raiseDiskAlertNow('C:');
  await app.clock.advance(20 * MINUTE);
  const { approval } = (await call(app, 'GET', `/api/remediations/${ASKED_ID}`)).body;
  return { ...app, app, device, server, alertId, evidence: String(approval.evidence) };
}

/** Answers the question of `ASKED_ID`. */
export function answer(app: TestApp, what: 'approve' | 'reject', body: unknown, id = ASKED_ID) {
  return call(app, 'POST', `/api/remediations/${id}/${what}`, body);
}

/** How many worklets Automox was ordered to run. */
export function worklets({ simulator }: TestApp): number {
  return simulator.requests.filter(({ method, path }) => method === 'POST' && path.includes('/policies/')).length;
}
