import { describe, expect, it } from 'vitest';
import type { Device } from '../../../../dev/simulator/world/device.ts';
import type { Customer } from '../../../../dev/simulator/world/people.ts';
import type { Ticket } from '../../../../dev/simulator/world/tickets.ts';
import { type AppOptions, HOUR, startApp } from '../../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../../helpers/app/app-setup.ts';
import { type Stage, stageOf } from '../../../helpers/app/stage.ts';
import { addFull, addWorklet, FIRST_WORKLET } from '../../../helpers/scenarios/disk-scenarios.ts';

/** The customer to whom the devices of these scenarios move. */
const OTHER = FIRST_CUSTOMER + 1;

const POLLED = '0 */4 * * * *';

/** Two customers: every device begins at the first one. */
async function start(options: AppOptions = {}) {
  const app = await startApp({ pollSchedule: POLLED, ...options });
  const stage = stageOf(app);
  const other = app.simulator.world.addCustomer('South Wind');
  if (other.id !== OTHER) throw new Error(`The other customer is ${other.id}, not ${OTHER}`);
  return { stage, other, app, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
}

function move(device: Device, customer: Customer): void {
  device.customer = customer;
}

const tickets = ({ app }: Stage): Ticket[] => app.simulator.world.tickets.all().reverse();

/** Whose each ticket is, in order. */
const customersOf = (stage: Stage): number[] => tickets(stage).map(({ customerId }) => customerId);

const modesOf = (first: 'observe' | 'propose' | 'approve', other: typeof first) => ({
  modes: { default: {}, customers: { [FIRST_CUSTOMER]: { diskSpace: first }, [OTHER]: { diskSpace: other } } },
});

describe('a device that moved to another customer while its alert is open', () => {
  it('gets its ticket there', async () => {
    await using scenario = await start();
    const { stage, other } = scenario;
    const device = addFull(stage);
    device.raiseDiskAlertNow('C:');
    move(device, other);

    await stage.hours(1);

    expect(customersOf(stage)).toEqual([OTHER]);
    const { contacts } = scenario.app.simulator.world.people;
    expect(contacts.get(tickets(stage)[0]?.endUserId ?? 0)?.customerId).toBe(OTHER);
    expect(await scenario.app.outcomes()).toMatchObject([{ code: 'ticket-opened', customerId: OTHER }]);
    expect((await scenario.app.outcomes())[0]?.customerName).not.toBe('North Wind Ltd');
  });

  it('is only observed where the policy says so of that customer', async () => {
    await using scenario = await start({ policy: modesOf('approve', 'observe') });
    const { stage, other } = scenario;
    const device = addFull(stage);
    device.raiseDiskAlertNow('C:');
    move(device, other);

    await stage.hours(6);

    expect(tickets(stage)).toEqual([]);
    expect(await scenario.app.outcomes()).toMatchObject([{ customerId: OTHER, state: 'proposed' }]);
  });

  it('has its alert resolved where that customer allows it', async () => {
    // Atera leaves the alert open for days: the app's own readings must end it.
    const clearMs = [1_000 * HOUR, 1_001 * HOUR] as const;
    const simulator = { world: { lags: { clearMs } } };
    await using scenario = await start({ policy: modesOf('observe', 'approve'), simulator });
    const { stage, other } = scenario;
    const device = addFull(stage);
    const alertId = device.raiseDiskAlertNow('C:');
    move(device, other);
    await stage.hours(1);
    expect(customersOf(stage)).toEqual([OTHER]);
    device.setDiskUsedPercent('C:', 50);

    await stage.hours(8);

    expect(scenario.app.simulator.world.alerts.get(alertId)).toMatchObject({ archivedBy: 'api' });
    expect(tickets(stage)).toMatchObject([{ status: 'Resolved' }]);
  });

  it('keeps the ticket it has, and gets no second one', async () => {
    await using scenario = await start();
    const { stage, other } = scenario;
    const device = addFull(stage);
    await stage.hours(1);
    expect(customersOf(stage)).toEqual([FIRST_CUSTOMER]);
    move(device, other);
    await stage.hours(6);
    device.setDiskUsedPercent('C:', 50);

    await stage.hours(6);

    expect(tickets(stage)).toMatchObject([{ customerId: FIRST_CUSTOMER, status: 'Resolved' }]);
  });

  it('gets no second ticket when the answer to the first one was lost', async () => {
    await using scenario = await start();
    const { stage, other, app } = scenario;
    const { faults } = app.simulator;
    const device = addFull(stage);
    faults.inject({ on: 'POST /tickets', fault: { kind: 'reset-after' } });
    const down = { kind: 'status', status: 503 } as const;
    const unread = faults.inject({ on: 'GET /tickets', times: Number.POSITIVE_INFINITY, fault: down });
    await stage.hours(1);
    expect(unread.hits).toBeGreaterThan(0);
    move(device, other);
    unread.remove();

    await stage.hours(6);

    expect(customersOf(stage)).toEqual([FIRST_CUSTOMER]);
    expect(await app.outcomes()).toMatchObject([{ ticketId: tickets(stage)[0]?.id }]);
  });
});

describe('a condition that comes back after its device moved', () => {
  it('gets a new ticket at the other customer: that of the former one stays as it is', async () => {
    await using scenario = await start();
    const { stage, other } = scenario;
    const device = addFull(stage);
    await stage.hours(1);
    device.setDiskUsedPercent('C:', 50);
    await stage.hours(6);
    expect(tickets(stage)).toMatchObject([{ status: 'Resolved' }]);
    move(device, other);
    device.setDiskUsedPercent('C:', 96);

    await stage.hours(2);

    expect(tickets(stage)).toMatchObject([
      { status: 'Resolved', customerId: FIRST_CUSTOMER },
      { status: 'Open', customerId: OTHER },
    ]);
    expect(tickets(stage)[1]?.description).not.toContain('undefined');
  });
});

describe('an approval that was asked for under the former customer', () => {
  const options = {
    automox: { [FIRST_CUSTOMER]: {}, [OTHER]: {} },
    directory: 'none',
    policy: {
      directoryRefreshMinutes: 60,
      worklets: { diskCleanup: FIRST_WORKLET },
      customers: { [OTHER]: { worklets: { diskCleanup: FIRST_WORKLET + 1 } } } as never,
    },
  } as const satisfies AppOptions;

  it('is void, which is reported, and the worklet of the other one is asked for', async () => {
    await using scenario = await start(options);
    const { stage, other, app } = scenario;
    addWorklet(stage);
    const theirs = app.simulator.automox.addWorklet('Their cleanup', (machine) => {
      machine.setDiskUsedPercent('C:', 50);
      return 0;
    });
    const device = addFull(stage);
    const server = app.simulator.automox.enroll(device);
    await stage.minutes(30);
    move(device, other);
    await stage.hours(3);
    await stage.answer('approve');
    await stage.minutes(20);

    const [asked] = await app.outcomes();
    expect(asked).toMatchObject({ code: 'approval-needed', customerId: OTHER });
    expect(asked?.text).toContain(`Run Automox worklet ${theirs.id}`);
    expect(asked?.text).toContain('What Ada (typed, not verified) approved');
    expect(asked?.text).toContain('the device belongs to another customer by now');
    expect(server.taken).not.toContain(`policy_${FIRST_WORKLET}_remediate`);
    await stage.answer('approve');
    await stage.hours(2);

    expect(server.taken.filter((name) => name.startsWith('policy_'))).toEqual([`policy_${theirs.id}_remediate`]);
    expect(tickets(stage)).toEqual([]);
  });

  it('is reported as not done in the ticket at the other one where that has no Automox', async () => {
    await using scenario = await start({
      ...options,
      automox: { [FIRST_CUSTOMER]: {} },
      policy: { worklets: { diskCleanup: FIRST_WORKLET } },
    });
    const { stage, other, app } = scenario;
    addWorklet(stage);
    const device = addFull(stage);
    const server = app.simulator.automox.enroll(device);
    await stage.minutes(30);
    move(device, other);
    await stage.answer('approve');

    await stage.minutes(30);

    expect(server.taken.filter((name) => name.startsWith('policy_'))).toEqual([]);
    expect(tickets(stage)).toMatchObject([{ customerId: OTHER, status: 'Open' }]);
    expect(tickets(stage)[0]?.description).toContain(
      'but it was not done: the device belongs to another customer by now',
    );
  });

  it('is reported there in the language of the other one', async () => {
    await using started = await start({
      ...options,
      automox: { [FIRST_CUSTOMER]: {} },
      policy: { worklets: { diskCleanup: FIRST_WORKLET }, customers: { [OTHER]: { language: 'de' } } } as never,
    });
    const { stage, other } = started;
    addWorklet(stage);
    const device = addFull(stage);
    started.app.simulator.automox.enroll(device);
    await stage.minutes(30);
    move(device, other);
    await stage.answer('approve');

    await stage.minutes(30);

    expect(tickets(stage)[0]?.description).toContain(
      `aber nicht ausgeführt: Das Gerät gehört inzwischen zu einem anderen Kunden (in Atera ${OTHER}, zuvor ${FIRST_CUSTOMER}).`,
    );
  });
});
