import { describe, expect, it } from 'vitest';
import { call } from '../../../helpers/app/api.ts';
import { HOUR, startApp } from '../../../helpers/app/app.ts';

const MESSAGE = 'The Disk Usage(C:) 97.00% is greater than the threshold of 90%';
const daysBefore = (now: number, days: number) => new Date(now - days * 24 * HOUR).toISOString();

describe('an account with months of old alerts', () => {
  it('gets tickets for what is new, and one summary of what is only recorded', async () => {
    await using app = await startApp({ pollSchedule: '0 */10 * * * *' });
    const { world } = app.simulator;
    const customer = world.addCustomer('North Wind Ltd');
    const add = (name: string, usedPercent = 40) =>
      world.addDevice(customer, { name, kind: 'server', disks: [{ drive: 'C:', usedPercent }] });
    const raise = (device: ReturnType<typeof add>, days: number) =>
      world.raiseCustomAlert({
        ...{ device, title: 'Disk Usage(C:)', message: MESSAGE, severity: 'Warning', category: 'Disk' },
        raw: { Created: daysBefore(app.clock.now(), days) },
      });
    const devices = Array.from({ length: 120 }, (_, i) => add(`OLD-${i}`));
    const old = devices.map((device, i) => raise(device, 4 + i));
    const newer = raise(add('NEW', 97), 2);

    await app.clock.advance(2 * HOUR);

    const rows = (await app.outcomes()).filter(({ code }) => code === 'older-than-start');
    expect(rows).toHaveLength(121);
    expect(rows.find(({ subject }) => subject === 'first-poll')?.text).toContain('120 open ones');
    expect(app.log.filter((line) => line.includes('"first-poll"'))).toHaveLength(1);
    expect(await app.outcomeOf(newer.id)).toMatchObject({ ticketId: expect.any(Number) });
    expect(world.tickets.all()).toHaveLength(1);

    // One that is asked for, and one that fires again.
    const [asked, again] = old;
    expect((await call(app, 'POST', '/api/remediations', { alertId: asked?.id })).status).toBe(202);
    const fired = raise(devices[1] ?? add('OTHER'), 0);
    await app.clock.advance(HOUR);

    expect(await app.outcomeOf(asked?.id ?? 0)).toMatchObject({ remediationId: expect.any(String) });
    expect(await app.outcomeOf(fired.id)).toMatchObject({ remediationId: expect.any(String) });
    expect(await app.outcomeOf(again?.id ?? 0)).toMatchObject({ code: 'older-than-start' });
    expect((await app.outcomes()).filter(({ code }) => code === 'older-than-start')).toHaveLength(120);
  });
});
