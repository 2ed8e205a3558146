import { describe, expect, it } from 'vitest';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld } from './helpers/world.ts';

const world = useWorld();

describe('a host that is killed (SIGKILL) and started again', () => {
  it('opens exactly one ticket for each disk, whether Atera heard of the first try or not', async () => {
    const w = world();
    const posts = () => w.simulator.requestsOf('POST /tickets').length;
    w.simulator.faults.inject({ on: 'POST /tickets', fault: { kind: 'late-effect', afterMs: 6_000 } });
    w.simulator.faults.inject({ on: 'POST /tickets', skip: 1, fault: { kind: 'hang' } });
    const devices = [addServer(w, 'North Wind'), addServer(w, 'South Wind')];
    await until('both tickets are being opened', () => posts() === 2);

    await w.host.kill();
    await w.host.start();

    for (const device of devices) {
      const decision = await decided(w, device.openAlertId('C:') ?? 0, 'acted');
      expect(decision).toMatchObject({ code: 'ticket-opened', remediation: { state: 'watching' } });
    }
    await polledAgain(w);
    expect(devices.map((device) => ticketsOf(w, device).length)).toEqual([1, 1]);
    expect(posts()).toBe(3);
  });
});
