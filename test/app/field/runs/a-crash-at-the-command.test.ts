import { describe, expect, it } from 'vitest';
import type { Faults } from '../../../../dev/host/faults.ts';
import type { Fault } from '../../../../dev/simulator/faults.ts';
import { MemoryTables } from '../../../../dev/tables/memory-tables.ts';
import { call } from '../../../helpers/app/api.ts';
import { HOUR, MINUTE, type TestApp } from '../../../helpers/app/app.ts';
import { answer, startAsked, worklets } from '../../../helpers/app/approvals.ts';
import { FailingTables } from '../../../interruptions/failing-tables.ts';

const ORDER = 'POST /policies/{policyId}/action';

const SENT =
  /Approved by Ada \(typed, not verified\), sent 2026-03-02 09:2\d CET\. Whether Automox took it is not known; it is not sent again\./;

async function whyOf(app: TestApp, alertId: number): Promise<string> {
  return String((await call(app, 'GET', `/api/alerts/${alertId}/decision`)).body.why);
}

/** Lets a fault strike once, when the command is about to be sent. */
function beforeTheCommand(strike: () => void): Faults {
  const once = [strike];
  return {
    activity(_instanceId, { name }) {
      if (name === 'sendCommand') once.pop()?.();
      return 'none';
    },
  };
}

describe('a process that is gone between the command and its confirmation', () => {
  it('has said that the command was sent, and nothing sends it again', async () => {
    const tables = new FailingTables(new MemoryTables());
    await using app = await startAsked({ tables, activityVisibilityMs: 2 * HOUR });
    let stopped: Promise<unknown> | undefined;
    const run = () => {
      tables.kill();
      stopped = app.app.host.stop();
    };
    app.simulator.faults.inject({ on: ORDER, fault: { kind: 'then', run } });

    await answer(app.app, 'approve', { evidence: app.evidence, by: 'Ada' });
    await app.clock.advance(5 * MINUTE);
    await stopped;
    await app.app.start();
    await app.clock.advance(30 * MINUTE);

    expect(await whyOf(app.app, app.alertId)).toMatch(SENT);
    await app.clock.advance(4 * HOUR);
    expect(worklets(app.app)).toBe(1);
  });
});

describe('a command that certainly was not taken', () => {
  it('is not said to be sent while Automox refuses it', async () => {
    await using app = await startAsked();
    const fault: Fault = { kind: 'status', status: 429, retryAfter: 1_800 };
    app.simulator.faults.inject({ on: ORDER, fault });

    await answer(app.app, 'approve', { evidence: app.evidence, by: 'Ada' });
    await app.clock.advance(10 * MINUTE);

    expect(worklets(app.app)).toBe(1);
    expect(await whyOf(app.app, app.alertId)).toMatch(
      /Approved by Ada \(typed, not verified\) 2026-03-02 09:2\d CET; it is not done yet/,
    );
    await app.clock.advance(3 * HOUR);
    expect(worklets(app.app)).toBe(2);
    expect(await app.app.outcomeOf(app.alertId)).toMatchObject({ code: 'cleanup-verified' });
  });

  it.each(['conditions', 'outcomes'])('is sent though table %s fails right before it', async (table) => {
    const tables = new FailingTables(new MemoryTables());
    await using app = await startAsked({ tables, faults: beforeTheCommand(() => tables.fail(table, 1, false)) });

    await answer(app.app, 'approve', { evidence: app.evidence, by: 'Ada' });
    await app.clock.advance(3 * HOUR);

    expect(tables.isFailing).toBe(false);
    expect(worklets(app.app)).toBe(1);
    expect(await app.app.outcomeOf(app.alertId)).toMatchObject({ code: 'cleanup-verified' });
  });
});
