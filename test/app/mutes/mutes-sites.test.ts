import { describe, expect, it } from 'vitest';
import type { Device } from '../../../dev/simulator/world/device.ts';
import { call } from '../../helpers/app/api.ts';
import { HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../helpers/app/app-setup.ts';

const iso = (at: number) => new Date(at).toISOString();
const mute = (app: TestApp, whom: object, hours = 6) =>
  call(app, 'POST', '/api/mutes', {
    ...{ until: iso(app.clock.now() + hours * HOUR), reason: 'Power works', by: 'Ada', ...whom },
  });

/** A site of six servers beside another customer of six, all listed. */
async function twoSites(app: TestApp): Promise<readonly Device[]> {
  const { world } = app.simulator;
  const [north, south] = [world.addCustomer('North Wind Ltd'), world.addCustomer('South Ltd')];
  const servers = Array.from({ length: 6 }, (_, i) =>
    world.addDevice(north, { name: `NW-SRV-0${i + 1}`, kind: 'server' }),
  );
  for (let i = 0; i < 6; i++) world.addDevice(south, { name: `SO-SRV-0${i + 1}`, kind: 'server' });
  await app.clock.advance(10 * MINUTE);
  return servers;
}

const goOffline = (devices: readonly Device[]) => devices.forEach((device) => void device.goOffline());
const titles = ({ simulator }: TestApp) => simulator.world.tickets.all().map(({ title }) => title);
const listed = { directory: 'none', pollSchedule: '0 */4 * * * *' } as const;

describe('a muted site', () => {
  it('opens no incident and no ticket while it is away, and one for what is still away at the end', async () => {
    await using app = await startApp(listed);
    const servers = await twoSites(app);
    await mute(app, { customerId: FIRST_CUSTOMER }, 2);
    goOffline(servers);

    await app.clock.advance(HOUR);
    const whileMuted = titles(app);
    const codes = (await app.outcomes()).map(({ code }) => code);
    await app.clock.advance(2 * HOUR);

    expect(whileMuted).toEqual([]);
    expect([...new Set(codes)]).toEqual(['muted']);
    expect(titles(app)).toEqual([expect.stringContaining('Site down: 6 of 6')]);
  });

  it('counts its muted devices neither as quiet nor as there', async () => {
    await using app = await startApp(listed);
    const servers = await twoSites(app);
    for (const agentId of [1001, 1002, 1003]) await mute(app, { agentId });
    goOffline(servers.slice(0, 5));

    await app.clock.advance(HOUR);

    // Two of the three that count: fewer than a site incident takes.
    expect(titles(app).toSorted()).toEqual([
      expect.stringContaining('NW-SRV-04'),
      expect.stringContaining('NW-SRV-05'),
    ]);
  });

  it('whose incident lasts already is not back because it is muted, and its ticket is closed when it is', async () => {
    await using app = await startApp(listed);
    const servers = await twoSites(app);
    goOffline(servers);
    await app.clock.advance(40 * MINUTE);
    await mute(app, { customerId: FIRST_CUSTOMER }, 24);
    await app.clock.advance(5 * HOUR);
    const lasting = app.simulator.world.tickets.all().map(({ status, comments }) => [status, comments.length]);

    for (const server of servers) server.comeBack();
    await app.clock.advance(2 * HOUR);

    expect(lasting).toEqual([['Open', 0]]);
    expect(app.simulator.world.tickets.all().map(({ status }) => status)).toEqual(['Resolved']);
  });
});
