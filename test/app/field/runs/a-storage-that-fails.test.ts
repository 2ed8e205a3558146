import { describe, expect, it } from 'vitest';
import type { Faults } from '../../../../dev/host/faults.ts';
import { MemoryTables } from '../../../../dev/tables/memory-tables.ts';
import { addFullServer, HOUR, MINUTE, startApp } from '../../../helpers/app/app.ts';
import { answer, startAsked, worklets } from '../../../helpers/app/approvals.ts';
import { FailingTables } from '../../../interruptions/failing-tables.ts';

describe('the end of a run that the storage does not take', () => {
  it.each([
    ['outcomes', true],
    ['outcomes', false],
    ['conditions', true],
    ['conditions', false],
    ['due', false],
  ])('is written again within minutes: table %s, written all the same: %s', async (table, isWritten) => {
    const tables = new FailingTables(new MemoryTables());
    const once = [() => tables.fail(table, 1, isWritten)];
    const faults: Faults = {
      activity(_instanceId, { name }) {
        if (name === 'recordOutcome') once.pop()?.();
        return 'none';
      },
    };
    await using app = await startApp({ tables, faults });
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');

    await app.clock.advance(25 * MINUTE);

    expect(tables.isFailing).toBe(false);
    expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'ticket-opened', ticketId: 7001 });
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });
});

describe('a yes is acted on, and once, though the storage fails', () => {
  it.each([1, 2])('%d times when the command is to be sent', async (writes) => {
    const tables = new FailingTables(new MemoryTables());
    const once = [() => tables.fail('effects', writes, false)];
    const faults: Faults = {
      activity(_instanceId, { name }) {
        if (name === 'sendCommand') once.pop()?.();
        return 'none';
      },
    };
    await using app = await startAsked({ faults, tables });

    await answer(app, 'approve', { evidence: app.evidence, by: 'Ada' });
    await app.clock.advance(3 * HOUR);

    expect(tables.isFailing).toBe(false);
    expect(worklets(app)).toBe(1);
    expect(await app.outcomeOf(app.alertId)).toMatchObject({ code: 'cleanup-verified' });
  });
});
