import { describe, expect, it } from 'vitest';
import type { Faults } from '../../../../dev/host/faults.ts';
import { HOUR, MINUTE, startApp, type TestApp } from '../../../helpers/app/app.ts';

const CONDITION = ['a1001', 'offline'] as const;

const linesOf = ({ log }: TestApp, event: string) => log.filter((line) => line.includes(`"${event}"`));

/**
 * A server goes off: its first run ends at once, because its grace is not over, and the next one
 * has the same id.
 */
function goOffline(app: TestApp) {
  const customer = app.simulator.world.addCustomer('North Wind Ltd');
  const device = app.simulator.world.addDevice(customer, { name: 'NW-SRV-01', kind: 'server' });
  device.goOffline();
  return device;
}

/**
 * The end of the first run is put down once more by a worker that was cut off,
 * `activityVisibilityMs` later.
 */
function firstEndRedelivered(): Faults {
  let ends = 0;
  const isFirst = (name: string) => name === 'recordOutcome' && ends++ === 0;
  return { activity: (_instanceId, { name }) => (isFirst(name) ? 'twice-later' : 'none') };
}

/** The confirmation to the first run, that its end is in the row, arrives late. */
function firstEndConfirmedLate(lateByMs: number): Faults {
  let confirmations = 0;
  return {
    delayMs(message) {
      const isRun = message.kind === 'event' && message.target.startsWith('rem.');
      const isConfirmed = isRun && JSON.stringify(message.event).includes('recorded');
      return isConfirmed && confirmations++ === 0 ? lateByMs : 0;
    },
  };
}

describe('the end of an old run that is delivered again', () => {
  it('does not set back the newer run that has written the ticket', async () => {
    await using app = await startApp({ faults: firstEndRedelivered(), activityVisibilityMs: 40 * MINUTE });
    goOffline(app);
    await app.clock.advance(35 * MINUTE);
    const before = await app.deps.conditions.get(...CONDITION);

    await app.clock.advance(20 * MINUTE);

    expect(before).toMatchObject({ state: 'watching', ticketId: 7001 });
    expect(linesOf(app, 'run-end-refused')).toHaveLength(1);
    expect(await app.deps.conditions.get(...CONDITION)).toEqual(before);
    expect(await app.outcomes()).toMatchObject([{ code: 'ticket-opened' }]);
  });
});

describe('an old run whose last answer is late', () => {
  it.each([
    ['four minutes', 4 * MINUTE],
    ['5.5 minutes', 5.5 * MINUTE],
    ['seven minutes', 7 * MINUTE],
    ['three hours', 3 * HOUR],
  ])('by %s is not taken for the new one: the ticket comes in time', async (_late, lateByMs) => {
    await using app = await startApp({ faults: firstEndConfirmedLate(lateByMs) });
    goOffline(app);

    await app.clock.advance(30 * MINUTE);

    expect(app.simulator.world.tickets.all()).toMatchObject([{ id: 7001, status: 'Open' }]);
    expect(linesOf(app, 'remediation-overdue')).toEqual([]);
  });
});
