import { afterAll, describe, expect } from 'vitest';
import { checkHealth } from '../../../../shared/health.ts';
import { call } from '../../../helpers/app/api.ts';
import { HOUR } from '../../../helpers/app/app.ts';
import { printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import { addFirewall, addTicketed, listed } from '../../../helpers/scenarios/network-scenarios.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

afterAll(printRequests);

describe('a network device whose watching agent goes away', () => {
  for (const agentAway of ['all-down', 'kept'] as const) {
    scenario(
      `is not called down while nothing can observe it (${agentAway}), and has no ticket beside the agent's`,
      listed,
      async (stage) => {
        stage.app.simulator.world.network.agentAway = agentAway;
        const { device, watcher } = addFirewall(stage);
        await untilKnown(stage);
        if (agentAway === 'kept') {
          device.goDown();
          await stage.minutes(4);
        }
        watcher.goOffline();
        await stage.hours(2);
        expect(stage.ticket().title).toContain('NW-WATCH is offline');
      },
      agentAway === 'kept'
        ? { outcomes: ['not-observable', 'still-occurring'], tickets: ['Open'], openAlerts: 2 }
        : {
            outcomes: ['still-occurring', 'not-observable'],
            tickets: ['Open'],
            openAlerts: 2,
            explained: ['Whether it is down is not known, because the agent NW-WATCH, which watches it, is offline'],
          },
    );
  }

  scenario(
    'for hours gets a ticket that says that nothing is known, closed when the agent is back and reports it up',
    { ...listed, ...seldomPolled },
    async (stage) => {
      const { watcher } = addFirewall(stage);
      await untilKnown(stage);
      watcher.goOffline();
      await stage.hours(6);
      expect(stage.ticket().title).toContain('Not known whether NW-FW-01 is down: it cannot be observed');
      watcher.comeBack();
      await stage.hours(4);
    },
    {
      outcomes: ['verified-recovered', 'verified-recovered'],
      tickets: ['Resolved', 'Resolved'],
      comments: 2,
      says: [
        'whether it is is not known: the agent NW-WATCH, which watches it, is offline.',
        'Please do: bring back the agent NW-WATCH',
      ],
    },
  );

  scenario(
    'for hours with others gets one ticket for all of them, which names them, and each is judged by itself again later',
    { ...listed, ...seldomPolled },
    async (stage) => {
      const { watcher, device } = addFirewall(stage);
      const printers = ['NW-PRINT-1', 'NW-PRINT-2', 'NW-PRINT-3'];
      for (const name of printers) addFirewall(stage, { name, monitoringAgent: watcher });
      await untilKnown(stage);
      watcher.goOffline();
      await stage.hours(9);
      const titles = stage.app.simulator.world.tickets.all().map(({ title }) => title);
      expect(titles.filter((title) => title.startsWith('Not known whether'))).toHaveLength(1);
      expect(stage.ticket().description).toMatch(/which get no tickets meanwhile: NW-[^,]+, NW-[^,]+, NW-[^,]+\./);
      device.goDown();
      watcher.comeBack();
      await stage.hours(4);
      const open = stage.app.simulator.world.tickets.all().filter(({ status }) => status === 'Open');
      expect(open.map(({ title }) => title)).toEqual([expect.stringContaining('NW-FW-01')]);
    },
    {
      outcomes: ['verified-recovered', 'still-occurring', 'alert-cleared', 'alert-cleared', 'alert-cleared'],
      tickets: ['Resolved', 'Open'],
      comments: 1,
      openAlerts: 1,
    },
  );

  scenario(
    'is reported in time although the alert of another one of its devices fires repeatedly',
    { ...listed, ...seldomPolled },
    async (stage) => {
      const { watcher, device } = addFirewall(stage);
      const { device: printer } = addFirewall(stage, { name: 'NW-PRINT-1', monitoringAgent: watcher });
      // The one that would be asked first.
      const [restless] = [device, printer].sort((a, b) => (a.guid < b.guid ? -1 : 1));
      await untilKnown(stage);
      watcher.goOffline();
      for (let times = 0; times < 3; times++) {
        await stage.hours(1.5);
        for (const id of restless?.alertIds ?? []) stage.app.simulator.world.person.resolveAlert(id);
      }
      await stage.hours(0.5);
      expect(stage.ticket().title).toContain('Not known whether NW-');
      await stage.hours(5);
    },
    {
      outcomes: [
        'still-occurring',
        'not-observable',
        'not-verified',
        'not-observable',
        'not-observable',
        'not-observable',
      ],
      tickets: ['Open', 'Open'],
      openAlerts: 3,
    },
  );

  scenario(
    'is reported although the row of another one of its devices cannot be read',
    { ...listed, ...seldomPolled },
    async (stage) => {
      const { watcher, device } = addFirewall(stage);
      const { device: printer } = addFirewall(stage, { name: 'NW-PRINT-1', monitoringAgent: watcher });
      await untilKnown(stage);
      watcher.goOffline();
      await stage.hours(1);
      const key = { deviceKey: `g${printer.guid}`, conditionKey: 'device-down', occurrence: 1 };
      await stage.app.deps.conditions.update(key, (row) => ({ ...row, details: { reportsFor: 'nobody' } }));
      await stage.hours(5);
      const titles = stage.app.simulator.world.tickets.all().map(({ title }) => title);
      expect(titles).toContainEqual(expect.stringMatching(/^Not known whether NW-/));
      expect(titles).not.toContainEqual(expect.stringContaining('Could not be verified'));
      expect(device.isFailing).toBe(false);
    },
    {
      outcomes: ['still-occurring', 'not-verified', 'not-observable'],
      tickets: ['Open', 'Open'],
      openAlerts: 3,
    },
  );

  scenario(
    'keeps its ticket although its alert was resolved by a person, because nothing can observe that it is up',
    listed,
    async (stage) => {
      stage.app.simulator.world.network.agentAway = 'kept';
      const { device, watcher, person } = await addTicketed(stage);
      watcher.goOffline();
      for (const id of device.alertIds) person.resolveAlert(id);
      await stage.hours(4);
      expect(device.isFailing).toBe(true);
    },
    { outcomes: ['not-verified', 'still-occurring'], tickets: ['Open', 'Open'], openAlerts: 1 },
  );
});

describe('a key without the right for devices', () => {
  scenario(
    'leaves the alert as the only evidence, and health and ticket say so',
    listed,
    async (stage) => {
      const refused = { kind: 'status', status: 403 } as const;
      stage.app.simulator.faults.inject({
        on: ({ template = '' }) => template.startsWith('/devices/'),
        times: Infinity,
        fault: refused,
      });
      const { device } = await addTicketed(stage);
      const { checks } = await checkHealth(stage.app.deps, 0);
      expect(checks.find(({ name }) => name === 'monitored-devices')).toMatchObject({
        status: 'warning',
        detail: expect.stringContaining('Atera refuses the lists of devices without an agent'),
      });
      device.comeBack();
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['NW-FW-01 as down; nothing but its alert says so', 'Atera does not let the app read monitored devices'],
    },
  );
});

describe('a device-down alert', () => {
  scenario(
    'of a device that Atera finds by no id any more gets its ticket all the same, and keeps it while the alert stands',
    listed,
    async (stage) => {
      const { device } = addFirewall(stage);
      await untilKnown(stage);
      stage.app.simulator.faults.inject({
        on: 'GET /devices/snmpdevice/{deviceId}',
        times: Infinity,
        fault: { kind: 'status', status: 404 },
      });
      device.goDown();
      await stage.hours(3);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['NW-FW-01 as down; nothing but its alert says so', 'Atera does not know the device by its id any more'],
    },
  );

  scenario(
    'that was old at the first poll is taken up when a person asks for it',
    {},
    async (stage) => {
      const { watcher } = addFirewall(stage, { listed: false });
      const about = {
        deviceGuid: '6f9619ff-8b86-d011-b42d-00c04fc964ff',
        deviceName: 'Old switch',
        createdAt: stage.app.clock.now() - 200 * HOUR,
      };
      const named = { customerId: watcher.customer.id, customerName: watcher.customer.name };
      const { id } = stage.app.simulator.world.raiseCustomAlert({
        title: 'Device down',
        severity: 'Critical',
        ...about,
        ...named,
      });
      await stage.minutes(5);
      expect(await stage.app.outcomeOf(id)).toMatchObject({ code: 'older-than-start' });
      expect(await call(stage.app, 'POST', '/api/remediations', { alertId: id })).toMatchObject({ status: 202 });
      await stage.minutes(10);
    },
    {
      outcomes: ['older-than-start', 'ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['the monitored device Old switch'],
    },
  );

  scenario(
    'without a customer gets its ticket for the customer of the device',
    listed,
    async (stage) => void (await addTicketed(stage, { alert: { customerId: null, customerName: null } })),
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'without a customer, of an SNMP device added since the last listing, gets it too',
    {},
    async (stage) => void (await addTicketed(stage, { alert: { customerId: null, customerName: null } })),
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1, says: ['is down.'] },
  );

  scenario(
    'of a device that no list holds is reported from the alert alone',
    listed,
    async (stage) => {
      const { device } = await addTicketed(stage, { listed: false });
      device.comeBack();
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: ['Atera lists no such device under the GUID of its alert'],
    },
  );
});
