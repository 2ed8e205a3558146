import { afterAll, describe, expect } from 'vitest';
import { siteOutage } from '../../../../dev/simulator/world/network/site-outage.ts';
import { oftenPolled, printRequests, scenario } from '../../../helpers/app/scenario.ts';
import { addFirewall, listed } from '../../../helpers/scenarios/network-scenarios.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

afterAll(printRequests);

describe('a site whose line fails', () => {
  scenario(
    'is one ticket that names the firewall, whose alert came last, and is closed when all are back',
    { ...listed, ...oftenPolled },
    async (stage) => {
      const machines = Array.from({ length: 5 }, () => stage.add());
      const elsewhere = stage.app.simulator.world.addCustomer('SOUTH');
      const watcher = stage.app.simulator.world.addDevice(elsewhere, { name: 'MSP-WATCH', kind: 'server' });
      for (let i = 0; i < 6; i++) stage.app.simulator.world.addDevice(elsewhere, { name: `S-${i}`, kind: 'server' });
      const devices = [
        addFirewall(stage, { monitoringAgent: watcher }).device,
        addFirewall(stage, { name: 'NW-DR', monitoringAgent: watcher }).device,
      ];
      await untilKnown(stage);
      const end = siteOutage({ machines, devices });
      await stage.minutes(30);
      expect(stage.ticket().title).toContain('Site down: 5 of 5');
      end();
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered', ...Array.from({ length: 7 }, () => 'alert-cleared')],
      tickets: ['Resolved'],
      comments: 1,
      says: ['Monitored devices with a device-down alert, namely NW-FW-01, NW-DR.'],
    },
  );

  scenario(
    'at a branch, far from the share of the site rule, is one ticket for its machines and the firewall is reported',
    { ...listed, ...oftenPolled },
    async (stage) => {
      const { world } = stage.app.simulator;
      const branch = Array.from({ length: 4 }, () => stage.add());
      const others = Array.from({ length: 26 }, (_, i) => stage.add({ name: `NW-HQ-${i}` }));
      const [watcher] = others;
      const { device } = addFirewall(stage, watcher ? { monitoringAgent: watcher } : {});
      await untilKnown(stage);
      siteOutage({ machines: branch, devices: [device] });
      await stage.minutes(20);
      expect(world.tickets.all().map(({ title }) => title)).toEqual([
        expect.stringContaining('Part of a site down: 4 of 30 always-on devices quiet at North Wind Ltd'),
      ]);
      // What falls for another reason is called for by itself.
      others[5]?.goOffline();
      await stage.minutes(30);
    },
    {
      outcomes: ['ticket-opened', ...Array.from({ length: 5 }, () => 'site-incident'), 'ticket-opened'],
      tickets: ['Open', 'Open'],
      openAlerts: 6,
    },
  );
});
