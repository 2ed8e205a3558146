import { describe, expect, it } from 'vitest';
import { call } from '../../helpers/app/api.ts';
import { MINUTE, startApp } from '../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../helpers/app/app-setup.ts';

describe('on which devices the app can act', () => {
  it('is said by each refresh, in its log, its result, the API and health, with the reasons and by customer', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });
    const { world, automox } = app.simulator;
    const [north, south] = [world.addCustomer('North Wind'), world.addCustomer('South Wind')];
    const enrolled = ['NW-SRV-01', 'NW-SRV-02'].map((name) => world.addDevice(north, { name }));
    const twins = ['NW-VM-01', 'NW-VM-02'].map((name) => world.addDevice(north, { name, serialNumber: '5TG8QN3' }));
    for (const device of [...enrolled, ...twins]) automox.enroll(device);
    world.addDevice(south, { name: 'SW-PC-01' });

    await app.clock.advance(2 * MINUTE);

    const ofNorth = { customerId: FIRST_CUSTOMER, withActions: 2, without: { 'shared-serial': 2 } };
    const ofSouth = { customerId: FIRST_CUSTOMER + 1, withActions: 0, without: { 'customer-unassigned': 1 } };
    const coverage = {
      withActions: 2,
      by: { 'serial+name': 2 },
      without: { 'customer-unassigned': 1, 'shared-serial': 2 },
      customers: [ofNorth, ofSouth],
      moreCustomers: 0,
    };
    const { body } = await call(app, 'GET', '/api/directory');
    const health = await call(app, 'GET', '/api/health/ready');
    expect(app.host.client.status('refresh-directory')?.output).toMatchObject({ complete: true, coverage });
    expect(body).toMatchObject({ refreshedAt: '2026-03-02T08:02:00.000Z', agents: 5, servers: 4, coverage });
    expect(health.text).toContain('minutes old; 2 of 5 devices can be acted on');
    expect(app.log.map((line) => line.slice(0, 400))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /"directory-refreshed".*"withActions":2,"by":"2 serial\+name","without":"2 shared-serial, 1 cust/,
        ),
        expect.stringMatching(/"directory-coverage","customerId":11,"withActions":2,"without":"2 shared-serial"/),
      ]),
    );
  });

  it('is unknown before the first refresh', async () => {
    await using app = await startApp({ automox: true, directory: 'none' });

    expect((await call(app, 'GET', '/api/directory')).body).toEqual({
      ...{ refreshedAt: null, finishedAt: null, agents: 0, servers: 0, coverage: null },
      ...{ refreshing: null, lastFailure: null },
    });
  });
});
