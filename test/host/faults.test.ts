import * as df from 'durable-functions';
import { describe, expect, it } from 'vitest';
import { type Faults, seededFaults, startHost, VirtualClock } from '../../dev/host/index.ts';
import { advanceToQuiet } from '../../dev/host/testing.ts';
import { undisturbed } from './kill/undisturbed.ts';
import { driveWorkload, expectedActivities, registerWorkload, workloadOutcome } from './kill/workload.ts';

const INSTANCES = 18;

async function runWith(faults: Faults): Promise<{ outcome: string; executions: string[] }> {
  const clock = new VirtualClock();
  const executions: string[] = [];
  const register = () => registerWorkload((key) => void executions.push(key));
  await using host = await startHost({ register, clock, faults, log: () => {}, activityVisibilityMs: 60_000 });
  driveWorkload(host, INSTANCES);
  await clock.advance(10_000);
  driveWorkload(host, INSTANCES);
  await advanceToQuiet(host, clock);
  return { outcome: JSON.stringify(workloadOutcome(host, INSTANCES)), executions };
}

const everything = {
  twiceTogether: 0.1,
  twiceLater: 0.1,
  lostBefore: 0.15,
  lostAfter: 0.15,
  delayed: 0.3,
  repeatEntity: 0.3,
  repeatTurn: 0.3,
};

describe('faults', () => {
  it('change no outcome: activities run again, entities and turns are repeated, messages come late', async () => {
    const expected = await undisturbed(INSTANCES);

    const { outcome, executions } = await runWith(seededFaults(11, everything));

    expect(outcome).toBe(expected);
    expect(executions.length).toBeGreaterThan(expectedActivities(INSTANCES).length);
    expect(new Set(executions)).toEqual(new Set(expectedActivities(INSTANCES)));
  });

  it('are the same again for the same seed', async () => {
    const first = await runWith(seededFaults(5, everything));

    const second = await runWith(seededFaults(5, everything));
    const other = await runWith(seededFaults(6, everything));

    expect([...second.executions].sort()).toEqual([...first.executions].sort());
    expect([...other.executions].sort()).not.toEqual([...first.executions].sort());
  });

  it('lose a worker before the effect without running the handler until the message reappears', async () => {
    let asked = 0;
    const executions = await runWith({ activity: () => (asked++ === 0 ? 'lost-before' : 'none') });

    expect(executions.executions).toHaveLength(expectedActivities(INSTANCES).length);
    expect(asked).toBe(expectedActivities(INSTANCES).length + 1);
  });
});

describe('early timers', () => {
  it('fire up to a second before their time, so that who compares with the clock has to wait again', async () => {
    const clock = new VirtualClock('2026-03-02T08:00:00Z');
    const register = () =>
      df.app.orchestration('waits', function* (context) {
        const until = context.df.currentUtcDateTime.getTime() + 60_000;
        yield context.df.createTimer(new Date(until));
        return until - context.df.currentUtcDateTime.getTime();
      });
    await using host = await startHost({ register, clock, faults: seededFaults(3, { earlyTimers: 1 }) });

    for (let index = 0; index < 20; index++) host.client.start('waits', { instanceId: `w${index}` });
    await advanceToQuiet(host, clock);

    const early = host.client.list().map(({ output }) => Number(output));
    expect(Math.min(...early)).toBeGreaterThan(0);
    expect(Math.max(...early)).toBeLessThanOrEqual(1_000);
  });
});

describe('a repeated turn', () => {
  it('reports an orchestrator that is not deterministic, and keeps silent about one that is', async () => {
    const clock = new VirtualClock();
    const reports: string[] = [];
    let calls = 0;
    const register = () => {
      df.app.activity('same', { handler: () => ({}) });
      df.app.orchestration('steady', function* (context) {
        yield context.df.callActivity('same', { n: 1 });
      });
      df.app.orchestration('fickle', function* (context) {
        yield context.df.callActivity('same', { n: calls++ });
      });
    };
    await using host = await startHost({
      register,
      clock,
      faults: { repeatTurn: () => true },
      log: ({ message }) => void reports.push(message),
    });

    host.client.start('steady', { instanceId: 's' });
    await clock.settled();
    const afterSteady = reports.length;
    host.client.start('fickle', { instanceId: 'f' });
    await clock.settled();

    expect(afterSteady).toBe(0);
    expect(reports[0]).toContain("orchestrator 'fickle' is not deterministic");
  });
});
