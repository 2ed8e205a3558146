import { describe, expect, it } from 'vitest';
import { addFullServer, answer, asked, raiseFull, taken, untilKnown, worklets } from './helpers/commands.ts';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld } from './helpers/world.ts';

const world = useWorld({ automox: true });

describe('a host that is killed (SIGKILL) and started again', () => {
  it('opens exactly one ticket for each disk, whether Atera heard of the first try or not', async () => {
    const w = world();
    const before = w.simulator.requestsOf('POST /tickets').length;
    const posts = () => w.simulator.requestsOf('POST /tickets').length - before;
    w.simulator.faults.inject({ on: 'POST /tickets', fault: { kind: 'late-effect', afterMs: 6_000 } });
    w.simulator.faults.inject({ on: 'POST /tickets', skip: 1, fault: { kind: 'hang' } });
    const devices = [addServer(w, 'North Wind'), addServer(w, 'South Wind')];
    await until('both tickets are being opened', () => posts() === 2);

    await w.host.kill();
    await w.host.start();

    for (const device of devices) {
      const decision = await decided(w, device.openAlertId('C:') ?? 0, 'acted');
      // While the second one is waited for, the first may have been followed up.
      expect(['ticket-opened', 'still-occurring']).toContain(decision.code);
      expect(decision).toMatchObject({ remediation: { state: 'watching' } });
    }
    await polledAgain(w);
    expect(devices.map((device) => ticketsOf(w, device).length)).toEqual([1, 1]);
    expect(posts()).toBe(3);
  });

  it('never sends a command twice that was under way, whether Automox heard of it or not', async () => {
    const w = world();
    const command = 'POST /policies/{policyId}/action';
    w.simulator.faults.inject({ on: command, fault: { kind: 'late-effect', afterMs: 2_000 } });
    w.simulator.faults.inject({ on: command, skip: 1, fault: { kind: 'hang' } });
    const full = [addFullServer(w, 'East Wind'), addFullServer(w, 'West Wind')];
    await untilKnown(w);
    const alerts = full.map((one) => raiseFull(w, one));
    for (const one of full) await answer(w, await asked(w, one), 'approve');
    await until('both commands are being sent', () => worklets(w) === 2);

    await w.host.kill();
    await w.host.start();

    for (const { id } of alerts) await decided(w, id, 'acted');
    await polledAgain(w);
    expect(worklets(w)).toBe(2);
    // The device that heard of it is clean, and the other one a person's.
    const ends = full.map((one) => ({ commands: taken(one).length, tickets: ticketsOf(w, one.device).length }));
    expect(ends).toHaveLength(2);
    expect(ends).toEqual(
      expect.arrayContaining([
        { commands: 1, tickets: 0 },
        { commands: 0, tickets: 1 },
      ]),
    );
    expect(full.flatMap(({ device }) => ticketsOf(w, device))[0]?.description).toContain('it is not sent again');
  });
});
