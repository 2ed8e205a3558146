import { afterAll, describe, expect } from 'vitest';
import { oftenPolled, printRequests, type Stage, scenario } from '../../../helpers/app/scenario.ts';
import { seldomPolled } from '../../../helpers/scenarios/disk-scenarios.ts';
import {
  addFallen,
  addFirewall,
  addTicketed,
  listed,
  untilReported,
} from '../../../helpers/scenarios/network-scenarios.ts';
import { untilKnown } from '../../../helpers/scenarios/offline-scenarios.ts';

const DAY = 24;

const readsOfDevices = ({ app }: Stage) => app.simulator.requestsOf('GET /devices/snmpdevice/{deviceId}').length;

afterAll(printRequests);

describe('a firewall that goes down', () => {
  scenario(
    'gets one ticket that says what is watched, by whom, and what the row says, and is closed when it is up',
    listed,
    async (stage) => {
      const { device, ticket } = await addTicketed(stage);
      expect(ticket).toMatchObject({ priority: 'High', impact: 'Minor' });
      expect(ticket.title).toBe(`NW-FW-01 is down [rmm g${device.guid}.device-down.1]`);
      device.comeBack();
      await stage.hours(2);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: [
        'What: the monitored device NW-FW-01 (SNMP, 198.51.100.1) is down.',
        'Atera: down when it was last checked (read 2026-03-02 09:',
        'Atera does not report when that was). It is watched by the agent NW-WATCH, which is online.',
        'Tried: nothing was changed on the device',
        'Please do: check power, cabling and switch port',
        'This ticket is closed by itself when Atera shows the device up for two checks in a row',
      ],
      noted: [
        'The condition has recovered, confirmed by two checks.',
        'Its device-down alert has ended in Atera. Atera: up when it was last checked',
      ],
    },
  );

  scenario(
    'and is up within its grace costs nobody a ticket and no reading',
    listed,
    async (stage) => {
      const { device } = await addFallen(stage);
      await stage.minutes(5);
      device.comeBack();
      await stage.hours(1);
      expect(readsOfDevices(stage)).toBe(0);
    },
    { outcomes: ['alert-cleared'], most: { atera: 1 } },
  );

  scenario(
    'whose alert Atera leaves open is resolved once it was read as up twice',
    listed,
    async (stage) => {
      const { device } = await addFallen(stage, { clears: false });
      await stage.minutes(5);
      device.comeBack();
      await stage.hours(1);
      expect(readsOfDevices(stage)).toBe(2);
    },
    { outcomes: ['up'], explained: ['Alert resolved. The device is up again.'], most: { atera: 5 } },
  );

  scenario(
    'with two alerts a second apart, as real ones have, gets one ticket',
    listed,
    async (stage) => void (await addTicketed(stage, { twins: true })),
    { outcomes: ['ticket-opened', 'ticket-opened'], tickets: ['Open'], openAlerts: 2 },
  );

  scenario(
    'and that a person calls resolved while it is down keeps its ticket',
    listed,
    async (stage) => {
      const { device, person } = await addTicketed(stage);
      for (const id of device.alertIds) person.resolveAlert(id);
      await stage.hours(4);
    },
    { outcomes: ['still-occurring', 'still-occurring'], tickets: ['Open'], openAlerts: 1 },
  );

  scenario(
    'three times in a day and once more gets one ticket that says so',
    { ...listed, ...oftenPolled },
    async (stage) => {
      const { device } = await addFallen(stage);
      for (let times = 0; times < 4; times++) {
        device.goDown();
        await stage.minutes(6);
        device.comeBack();
        await stage.minutes(54);
      }
    },
    {
      outcomes: ['alert-cleared', 'alert-cleared', 'alert-cleared', 'ticket-opened'],
      tickets: ['Open'],
      says: ['It went down several times recently'],
    },
  );

  scenario(
    'is only reported in observe',
    { ...listed, mode: 'observe' },
    async (stage) => {
      await addFallen(stage);
      await untilReported(stage);
    },
    { outcomes: ['would-open-ticket'], openAlerts: 1, explained: ['Would open a ticket. The device is down.'] },
  );

  scenario(
    'is reminded of after a day',
    { ...listed, ...seldomPolled },
    async (stage) => {
      await addFallen(stage);
      await stage.hours(DAY + 3);
    },
    {
      outcomes: ['still-occurring'],
      tickets: ['Open'],
      comments: 1,
      openAlerts: 1,
      noted: ['Still occurring since 2026-03-02'],
    },
  );
});

describe('a network device of another kind', () => {
  scenario(
    'of which one port is closed gets a ticket that names the port',
    listed,
    async (stage) => {
      const { device } = addFirewall(stage, { name: 'NW-MAIL', kind: 'tcp', ports: [25, 443] });
      await untilKnown(stage);
      device.closePort(25);
      await untilReported(stage);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['NW-MAIL (TCP, 198.51.100.1) is down', 'no answer on port 25'],
    },
  );

  scenario(
    'whose page has lost its text shows its host only, never the secrets in its address',
    listed,
    async (stage) => {
      const { device } = addFirewall(stage, { name: 'Website', kind: 'http', pattern: 'Welcome' });
      await untilKnown(stage);
      device.losePattern();
      await untilReported(stage);
      const written = JSON.stringify([stage.ticket(), await stage.app.outcomes(), stage.app.log]);
      for (const secret of device.secrets) expect(written).not.toContain(secret);
    },
    {
      outcomes: ['ticket-opened'],
      tickets: ['Open'],
      openAlerts: 1,
      says: ['Website (HTTP, www.north-wind-ltd.example) is down.'],
    },
  );

  scenario(
    'that is generic ends with its alert, which alone reports it',
    listed,
    async (stage) => {
      const { device } = await addTicketed(stage, { name: 'UPS', kind: 'generic' });
      device.comeBack();
      await stage.hours(3);
    },
    {
      outcomes: ['verified-recovered'],
      tickets: ['Resolved'],
      comments: 1,
      says: [
        'Atera reports the monitored device UPS (generic monitor) as down',
        'closed by itself when Atera has ended the alert itself',
      ],
    },
  );
});
