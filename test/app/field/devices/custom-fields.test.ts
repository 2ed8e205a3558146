import { describe, expect, it } from 'vitest';
import type { CustomFieldKind } from '../../../../dev/simulator/world/custom-fields.ts';
import { call } from '../../../helpers/app/api.ts';
import {
  type AppOptions,
  addFullServer,
  HOUR,
  MINUTE,
  startApp,
  type TestApp,
  writes,
} from '../../../helpers/app/app.ts';
import { type Stage, stageOf } from '../../../helpers/app/stage.ts';
import { addAnotherFullServer } from '../../../helpers/app/ticket-app.ts';
import { addCleanable, CLEANUP, untilAsked, withAutomoxMatch } from '../../../helpers/scenarios/disk-scenarios.ts';
import { addFallen, listed } from '../../../helpers/scenarios/network-scenarios.ts';

const FIELDS = { deviceOptOut: 'Opt out', customerOptOut: 'Opt out', deviceMode: 'Mode', customerMode: 'Mode' };
const POLLED = { pollSchedule: '0 */5 * * * *' };

/** Sets a custom field, as somebody does in Atera's pages. */
function set({ simulator }: TestApp, kind: CustomFieldKind, name: string, id: number, value: string): void {
  const { customFields } = simulator.world;
  customFields.set(customFields.find(kind, name) ?? customFields.define(kind, name), id, value);
}

/** The fields of a tenant: all are defined, none is set. */
function define({ simulator: { world } }: TestApp): void {
  for (const kind of ['agent', 'customer'] as const)
    for (const name of ['Opt out', 'Mode']) world.customFields.define(kind, name);
}

async function startWith(options: AppOptions = {}) {
  const app = await startApp({ ...POLLED, ...options, policy: { customFields: FIELDS, ...options.policy } });
  define(app);
  return app;
}

const requests = ({ simulator }: TestApp, operation: string) => simulator.requestsOf(operation).length;
const codes = async (app: TestApp) => (await app.outcomes()).map(({ code }) => code);
const events = ({ log }: TestApp, name: string) => log.filter((line) => line.includes(`"${name}"`));

describe('a device whose custom field says that it is to be left alone', () => {
  it('in words that are not known is left alone as well, and its outcome and the log say so', async () => {
    await using app = await startWith();
    const device = addFullServer(app);
    set(app, 'agent', 'Opt out', device.agentId, 'please ask Bob');

    await app.clock.advance(3 * HOUR);

    expect(await app.outcomes()).toMatchObject([
      { state: 'skipped', code: 'opted-out', text: expect.stringContaining('says neither yes nor no') },
    ]);
    expect(writes(app)).toEqual([]);
    expect(events(app, 'custom-field-unclear')).toHaveLength(1);
    expect(app.log.join()).not.toContain('ask Bob');
  });
});

describe('a customer whose custom field opts out', () => {
  it('is only observed, from one reading of the field that serves all devices for hours', async () => {
    await using app = await startWith({ policy: { directoryRefreshMinutes: 240, customFields: FIELDS } });
    const device = addFullServer(app);
    for (let number = 2; number < 6; number++) addAnotherFullServer(app, `NW-SRV-0${number}`);
    set(app, 'customer', 'Opt out', device.customer.id, 'Ja');

    await app.clock.advance(3 * HOUR);

    expect(new Set(await codes(app))).toEqual(new Set(['would-keep-ticket']));
    expect(writes(app)).toEqual([]);
    expect(requests(app, 'GET /customvalues/customerfields/{id}')).toBe(1);
    expect(requests(app, 'GET /customvalues/customfields')).toBe(1);
  });

  it('is taken up again once it does so no more', async () => {
    await using app = await startWith({ policy: { directoryRefreshMinutes: 60, customFields: FIELDS } });
    const { customer } = addFullServer(app);
    set(app, 'customer', 'Opt out', customer.id, 'yes');
    await app.clock.advance(2 * HOUR);
    expect(app.simulator.world.tickets.all()).toEqual([]);

    set(app, 'customer', 'Opt out', customer.id, '');
    await app.clock.advance(4 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Open' }]);
  });

  it('is not any other customer', async () => {
    await using app = await startWith();
    set(app, 'customer', 'Opt out', addFullServer(app).customer.id, 'yes');
    const other = app.simulator.world.addCustomer('Other Ltd');
    app.simulator.world.addDevice(other, {
      name: 'OT-SRV-01',
      kind: 'server',
      disks: [{ drive: 'C:', usedPercent: 95 }],
    });

    await app.clock.advance(2 * HOUR);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ customerId: other.id }]);
  });
});

describe('a custom field that names a mode', () => {
  it.each([
    ['agent', 'propose', 'Open'],
    ['customer', 'propose', 'Open'],
    ['agent', 'observe', undefined],
    ['agent', 'everything', undefined],
  ] as const)('of the %s, %s: the app does no more than that', async (kind, mode, status) => {
    await using app = await startWith(asked());
    const stage = stageOf(app);
    const { device, server } = await addCleanable(stage);
    set(app, kind, 'Mode', kind === 'agent' ? device.agentId : device.customer.id, mode);

    await stage.hours(2);

    expect(app.simulator.world.tickets.all().map((ticket) => ticket.status)).toEqual(status ? [status] : []);
    expect((await app.deps.conditions.list({}, { top: 5, token: undefined })).rows[0]?.approval).toBeUndefined();
    expect(server.queue).toEqual([]);
    expect(app.simulator.requestsOf('PUT /alerts/{alertId}')).toEqual([]);
  });

  it.each(['approve', 'auto'])('never widens: %s where the policy only observes', async (mode) => {
    await using app = await startWith({ mode: 'observe' });
    const device = addFullServer(app);
    set(app, 'agent', 'Mode', device.agentId, mode);
    set(app, 'customer', 'Mode', device.customer.id, mode);

    await app.clock.advance(2 * HOUR);

    expect(writes(app)).toEqual([]);
    expect(await codes(app)).toEqual(['would-keep-ticket']);
  });

  it('lets a run end that assumed more, says so, and goes on by it a minute later', async () => {
    await using app = await startWith();
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    set(app, 'agent', 'Mode', device.agentId, 'observe');
    const before = writes(app).length;

    await app.clock.advance(HOUR);
    device.setDiskUsedPercent('C:', 40);
    await app.clock.advance(4 * HOUR);

    expect(events(app, 'run-ended').filter((line) => line.includes('"mode-narrowed"'))).toHaveLength(1);
    expect(writes(app)).toHaveLength(before);
  });
});

const asked = (): AppOptions => ({ ...withAutomoxMatch, policy: { ...withAutomoxMatch.policy, customFields: FIELDS } });

/** A person is asked about a full disk, and has not answered yet. */
async function untilQuestion(): Promise<{
  readonly app: TestApp;
  readonly stage: Stage;
  readonly customerId: number;
  readonly agentId: number;
}> {
  const app = await startWith(asked());
  const stage = stageOf(app);
  const { device } = await addCleanable(stage);
  await untilAsked(stage);
  return { app, stage, customerId: device.customer.id, agentId: device.agentId };
}

const commands = ({ simulator }: TestApp) => simulator.requestsOf('POST /policies/{policyId}/action').length;

describe('right before a command', () => {
  it('is sent where the fields say nothing against it', async () => {
    const { app, stage } = await untilQuestion();
    await using _app = app;

    await stage.answer('approve');
    await stage.minutes(10);

    expect(commands(app)).toBe(1);
    expect(CLEANUP).toContain('remediate');
  });

  it.each<[string, string, (found: Awaited<ReturnType<typeof untilQuestion>>) => void]>([
    [
      'the customer opts out',
      'would-keep-ticket',
      ({ app, customerId }) => set(app, 'customer', 'Opt out', customerId, 'yes'),
    ],
    [
      'the customer is narrowed',
      'still-occurring',
      ({ app, customerId }) => set(app, 'customer', 'Mode', customerId, 'propose'),
    ],
    ['the device opts out', 'opted-out', ({ app, agentId }) => set(app, 'agent', 'Opt out', agentId, 'x')],
    [
      'fields cannot be read',
      'inspection-failed',
      ({ app }) =>
        void app.simulator.faults.inject({
          on: 'GET /customvalues/customerfields/{id}',
          times: Number.POSITIVE_INFINITY,
          fault: { kind: 'status', status: 500 },
        }),
    ],
  ])('%s: none is sent, whatever was approved and read before (%s)', async (_what, code, happens) => {
    const found = await untilQuestion();
    const { app, stage } = found;
    await using _app = app;
    happens(found);

    await stage.answer('approve');
    await stage.hours(2);

    expect(commands(app)).toBe(0);
    expect(await codes(app)).toEqual([code]);
    expect((await app.outcomes())[0]?.text).toMatch(/Approved by Ada .*; it (was not done|is not done yet)/);
  });
});

describe('a field that the policy names and Atera has not', () => {
  it('counts as not set, and the log says so once', async () => {
    const customFields = { deviceOptOut: 'Opt-out (renamed)' };
    await using app = await startWith({ policy: { customFields } });
    addFullServer(app);

    await app.clock.advance(6 * HOUR + MINUTE);

    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(events(app, 'custom-field-missing')).toEqual([expect.stringContaining('Opt-out (renamed) (agent)')]);
    const { body } = await call(app, 'GET', '/api/health/ready');
    expect(body.checks.find(({ name }: { name: string }) => name === 'custom-fields')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('1 of those that the policy names do not exist in Atera'),
    });
  });

  it('is found at once where it was made after that, by the first value that it has', async () => {
    const app = await startApp({ ...POLLED, policy: { customFields: FIELDS } });
    await using _app = app;
    const device = addFullServer(app);
    await app.clock.advance(HOUR);
    set(app, 'agent', 'Mode', device.agentId, 'observe');

    await app.clock.advance(2 * HOUR);

    expect(await codes(app)).toEqual(['would-keep-ticket']);
    const { body } = await call(app, 'GET', `/api/alerts/${(await app.outcomes())[0]?.alertId}/decision`);
    expect(body.mode).toBe('observe');
  });
});

describe('a device without an agent', () => {
  it("is observed where its customer's field says so", async () => {
    await using app = await startWith(listed);
    const stage = stageOf(app);
    set(app, 'customer', 'Opt out', stage.customer.id, 'ja');
    await addFallen(stage);

    await stage.hours(3);

    expect(writes(app)).toEqual([]);
    expect(events(app, 'run-ended').some((line) => line.includes('"mode-narrowed"'))).toBe(true);
  });
});
