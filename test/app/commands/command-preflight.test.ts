import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../helpers/app/app.ts';
import { answerReboot, rebootsOrdered, startRebooting } from '../../helpers/scenarios/reboot-app.ts';

const QUEUE = 'GET /servers/{serverId}/queues';
const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);

describe('an approved reboot', () => {
  it.each([
    ['another serial number and name', { serial_number: 'ZZ-OTHER-99', name: 'NW-OTHER' }],
    ['another serial number under the same name', { serial_number: 'ZZ-OTHER-99' }],
  ])('is not sent to a server that by now has %s', async (_what, other) => {
    const raw: Record<string, unknown> = {};
    await using stage = await startRebooting([{ enrolled: { raw } }]);
    const { app, raise } = stage;
    raise();
    await app.clock.advance(HOUR);
    await answerReboot(app, 'approve');

    Object.assign(raw, other);
    await app.clock.advance(4 * HOUR);

    expect(rebootsOrdered(app)).toEqual([]);
    expect(app.simulator.world.tickets.all()).toMatchObject([
      { status: 'Open', description: expect.stringContaining('the device is another one in Automox than') },
    ]);
  });

  it('that Automox takes only when its window has closed is sent in the next one', async () => {
    await using stage = await startRebooting();
    const { app, raise } = stage;
    raise();
    await app.clock.advance(at('15:55') - app.clock.now());
    app.simulator.faults.inject({ on: QUEUE, times: 3, fault: { kind: 'status', status: 503 } });
    await answerReboot(app, 'approve');

    await app.clock.advance(2 * HOUR);
    expect(rebootsOrdered(app)).toEqual([]);
    await app.clock.advance(18 * HOUR);

    const [ordered = 0, ...more] = rebootsOrdered(app);
    expect(more).toEqual([]);
    expect(new Date(ordered).toISOString()).toMatch(/^2026-03-03T11:/);
  });

  it('that Automox takes only after minutes of failing rests on another inspection', async () => {
    await using stage = await startRebooting();
    const { app, raise } = stage;
    raise();
    await app.clock.advance(at('12:00') - app.clock.now());
    app.simulator.faults.inject({ on: QUEUE, times: 3, fault: { kind: 'status', status: 503 } });
    await answerReboot(app, 'approve');

    await app.clock.advance(HOUR);

    const [ordered = 0, ...more] = rebootsOrdered(app);
    expect(more).toEqual([]);
    const inspections = app.simulator
      .requestsOf('GET /agents/{agentId}')
      .filter((inspection) => inspection.at <= ordered);
    expect(ordered - Math.max(...inspections.map((inspection) => inspection.at))).toBeLessThan(5 * MINUTE);
  });
});
