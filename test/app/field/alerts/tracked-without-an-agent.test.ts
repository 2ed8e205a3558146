import { describe, expect } from 'vitest';
import type { AppOptions } from '../../../helpers/app/app.ts';
import { type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { addFirewall, listed } from '../../../helpers/scenarios/network-scenarios.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

const RULES = {
  confirmAfterMinutes: 10,
  followUpEveryMinutes: 60,
  clearConfirmMinutes: 10,
  flappingCount: 3,
  flappingHours: 24,
};

/**
 * Every device that is down is a matter of the MSP's own, whatever another playbook would make of
 * it.
 */
const tracking = {
  ...listed,
  policy: { trackedAlert: { ...RULES, classes: [{ name: 'Down', wins: true, alerts: [{ title: 'Device down*' }] }] } },
} satisfies AppOptions;

/** An alert that names nothing but a customer and what it calls the device. */
function raise({ app, customer }: Stage, deviceName: string | null) {
  const { id: customerId, name: customerName } = customer;
  const content = { title: 'Device down', severity: 'Warning', customerId, customerName, deviceName };
  return app.simulator.world.raiseCustomAlert(content);
}

const keysOf = async ({ app }: Stage): Promise<string[]> =>
  (await app.deps.conditions.list({}, { top: 100 })).rows.map(({ deviceKey }) => deviceKey).sort();

describe('a tracked alert about a device without an agent', () => {
  scenario(
    'gets its ticket under the GUID of the device, which is closed when the device is back',
    tracking,
    async (stage) => {
      const { device } = addFirewall(stage);
      await untilKnown(stage);
      device.goDown();
      await stage.hours(1);
      expect(stage.ticket()).toMatchObject({ status: 'Open', customerId: stage.customer.id });
      expect(stage.ticket().title).toContain('Down on NW-FW-01');
      expect(await keysOf(stage)).toEqual([`g${device.guid}`]);
      device.comeBack();
      await stage.hours(3);
    },
    { outcomes: ['verified-recovered'], tickets: ['Resolved'], comments: 1 },
  );

  scenario(
    'gets one ticket for each device that it names, where it names neither an agent nor a GUID',
    tracking,
    async (stage) => {
      await untilKnown(stage);
      for (const name of ['NW-AP-1', 'NW-AP-2', 'nw-ap-1']) raise(stage, name);
      await stage.hours(1);
      const titles = stage.app.simulator.world.tickets.all().map(({ title }) => title.split(' [')[0]);
      expect(titles.sort()).toEqual(['Down on NW-AP-1', 'Down on NW-AP-2']);
    },
    { outcomes: ['ticket-opened', 'ticket-opened', 'ticket-opened'], tickets: ['Open', 'Open'], openAlerts: 3 },
  );

  scenario(
    'is reported as one of a device without a name where it names none',
    tracking,
    async (stage) => {
      await untilKnown(stage);
      const { id } = raise(stage, null);
      const other = raise(stage, null);
      await stage.hours(1);
      expect(stage.ticket().description).toContain(
        'open in Atera, with 1 more of its class that name no device either',
      );
      stage.app.simulator.world.alerts.archive(other.id, 'person');
      stage.app.simulator.world.alerts.archive(id, 'person');
      await stage.hours(3);
    },
    {
      ...{ outcomes: ['verified-recovered', 'verified-recovered'], tickets: ['Resolved'], comments: 1 },
      says: ['What: Atera raised an alert for a device that the alert does not name that the policy tracks as "Down".'],
    },
  );

  scenario(
    'is left alone where it names no customer either: no ticket could be opened',
    tracking,
    async (stage) => {
      await untilKnown(stage);
      stage.app.simulator.world.raiseCustomAlert({ title: 'Device down' });
      await stage.hours(1);
    },
    {
      ...{ outcomes: ['no-agent'], openAlerts: 1 },
      explained: ['The alert names neither an agent nor a GUID nor a customer'],
    },
  );

  scenario(
    'is one of the agent whose GUID it names',
    tracking,
    async (stage) => {
      const device = stage.add({ name: 'NW-SRV-09' });
      await untilKnown(stage);
      stage.app.simulator.world.raiseCustomAlert({ device, title: 'Device down', agentId: null });
      await stage.hours(1);
      expect(await keysOf(stage)).toEqual([`a${device.agentId}`]);
    },
    { outcomes: ['ticket-opened'], tickets: ['Open'], openAlerts: 1 },
  );
});
