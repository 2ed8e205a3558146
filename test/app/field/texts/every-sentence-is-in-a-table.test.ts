import { beforeAll, describe, expect, it } from 'vitest';
import { inSentence } from '../../../../shared/domain/text/in-sentence.ts';
import { plainText } from '../../../../shared/domain/text/plain-text.ts';
import { policy as policySchema } from '../../../../shared/policy/policy.ts';
import { call } from '../../../helpers/app/api.ts';
import { type AppOptions, startApp } from '../../../helpers/app/app.ts';
import { type Stage, stageOf } from '../../../helpers/app/stage.ts';
import {
  addCleanable,
  addFull,
  seldomPolled,
  untilAsked as untilCleanupAsked,
  withAutomoxMatch,
} from '../../../helpers/scenarios/disk-scenarios.ts';
import { addTicketed as addFallenTicketed, listed } from '../../../helpers/scenarios/network-scenarios.ts';
import {
  addTicketed as addOfflineTicketed,
  untilKnown,
  withWitness,
} from '../../../helpers/scenarios/offline-scenarios.ts';
import {
  addRebootable,
  untilAsked as untilRebootAsked,
  withReboots,
} from '../../../helpers/scenarios/reboot-scenarios.ts';
import { addRestartable, addStopped, withRestarts } from '../../../helpers/scenarios/service-scenarios.ts';
import { leftOutside, readTexts, replaceGerman } from '../../../helpers/texts/pseudo.ts';

/** What people, vendors and the policy call things, and what they say. */
const SAID = ['North Wind Ltd', 'NW-FW-01', 'Ada', 'it was asked for', 'restore under way', 'Spooler', 'RAID', 'SNMP'];

beforeAll(replaceGerman);

/**
 * One scenario for a customer who reads German: at each stop, all that people read then is in a
 * table.
 */
function scenario(
  playbook: string,
  name: string,
  options: AppOptions,
  stops: readonly ((stage: Stage) => unknown)[],
): void {
  it(`${playbook}: ${name}`, async () => {
    const policy = { ...options.policy, language: 'de' } as const;
    await using app = await startApp({ ...options, policy });
    const stage = stageOf(app);
    const read = new Set<string>();
    for (const stop of stops) {
      await stop(stage);
      for (const text of await readTexts(app)) read.add(text);
    }

    const said = [...SAID, ...saidIn(stage)];
    expect(read.size).toBeGreaterThan(0);
    expect(
      [...read].filter((text) => leftOutside(text, said) !== '').map((text) => [leftOutside(text, said), text]),
    ).toEqual([]);
  });
}

/** Names of devices, and what the alerts say. */
function saidIn({ app }: Stage): string[] {
  const { world } = app.simulator;
  const texts = world.alerts
    .all()
    .flatMap(({ title, message, deviceName, severity }) => [title, message, deviceName, severity]);
  const names = [...world.devices.values()].map(({ name }) => name);
  return [...names, ...texts].flatMap((text) => [plainText(text ?? '', 1_000), inSentence(text ?? '')]).filter(Boolean);
}

const hours = (count: number) => (stage: Stage) => stage.hours(count);
const minutes = (count: number) => (stage: Stage) => stage.minutes(count);
const approve = (stage: Stage) => stage.answer('approve');
const reject = (stage: Stage) => stage.answer('reject');

const longer = { ...seldomPolled, policy: { humanCloseHoldsDays: 1 } } as const satisfies AppOptions;

const unanswered = {
  automox: true,
  policy: { ...withAutomoxMatch.policy, approvalExpiresHours: 4 },
} as const satisfies AppOptions;

/** A tenant's own class of alerts. */
const tracking = {
  policy: {
    trackedAlert: {
      ...policySchema.parse({}).trackedAlert,
      classes: [{ name: 'RAID', alerts: [{ title: 'RAID*' }], priority: 'High', wins: false }],
    },
  },
} as const satisfies AppOptions;

async function killSwitchOn({ app }: Stage): Promise<void> {
  await call(app, 'PUT', '/api/kill-switch', { on: true, reason: 'restore under way', by: 'Kim' });
}

describe('every sentence that is read is in a table', () => {
  scenario('disk-space', 'a full drive whose ticket a person closes, and which goes on', longer, [
    addFull,
    hours(1),
    ({ app, ticket }) => app.simulator.world.person.closeTicket(ticket().id),
    hours(3),
    hours(26),
  ]);
  scenario('disk-space', 'a cleanup that does not help', withAutomoxMatch, [
    (stage) => addCleanable(stage, () => 1603),
    untilCleanupAsked,
    approve,
    minutes(10),
    hours(3),
  ]);
  scenario('disk-space', 'a cleanup that a person does not want', withAutomoxMatch, [
    addCleanable,
    untilCleanupAsked,
    reject,
    hours(2),
  ]);
  scenario('disk-space', 'a cleanup that helps', withAutomoxMatch, [
    addCleanable,
    untilCleanupAsked,
    approve,
    hours(3),
  ]);
  scenario('disk-space', 'a question that nobody answers', unanswered, [addCleanable, untilCleanupAsked, hours(6)]);
  scenario('offline-device', 'a server that is off and comes back', withWitness, [
    addOfflineTicketed,
    hours(5),
    ({ app }) => [...app.simulator.world.devices.values()].forEach((device) => void device.comeBack()),
    hours(3),
  ]);
  scenario('network-device', 'a firewall that is down and comes up', listed, [
    async (stage) => {
      const { device } = await addFallenTicketed(stage);
      await stage.hours(2);
      device.comeBack();
    },
    hours(3),
  ]);
  scenario('pending-reboot', 'a reboot that a person allows', withReboots, [
    addRebootable,
    untilRebootAsked,
    approve,
    minutes(10),
    hours(8),
  ]);
  scenario('pending-reboot', 'a reboot that a person does not want', withReboots, [
    addRebootable,
    untilRebootAsked,
    reject,
    hours(4),
  ]);
  scenario('service-stopped', 'a restart that fails', withRestarts, [
    (stage) => addRestartable(stage, {}, () => 1058),
    minutes(20),
    approve,
    hours(2),
  ]);
  scenario('service-stopped', 'a service that a person starts', {}, [
    async (stage) => {
      const { service } = addStopped(stage);
      await stage.hours(2);
      service.start();
    },
    hours(3),
  ]);
  scenario('tracked-alert', 'an alert that ends', tracking, [
    async (stage) => {
      const device = stage.add();
      const alert = { device, title: 'RAID degraded', message: 'Slot 2 failed', severity: 'Warning' } as const;
      const { id } = stage.app.simulator.world.raiseCustomAlert(alert);
      await stage.hours(2);
      stage.app.simulator.world.alerts.archive(id, 'person');
    },
    hours(3),
  ]);
  scenario('site-incident', 'a site that goes away and comes back', listed, [
    async (stage) => {
      const { world } = stage.app.simulator;
      const servers = Array.from({ length: 6 }, () => stage.add());
      const elsewhere = world.addCustomer('SOUTH');
      for (let i = 0; i < 6; i++) world.addDevice(elsewhere, { name: `SOUTH-SRV-${i}`, kind: 'server' });
      await untilKnown(stage);
      for (const server of servers) server.goOffline();
      await stage.minutes(40);
    },
    ({ app }) => [...app.simulator.world.devices.values()].forEach((device) => void device.comeBack()),
    hours(3),
  ]);
  scenario('the core', 'a device that cannot be read', { pollSchedule: '0 */10 * * * *' }, [
    (stage) => {
      addFull(stage);
      const fault = { kind: 'status', status: 500 } as const;
      stage.app.simulator.faults.inject({ on: 'GET /agents/{agentId}', times: 1_000, fault });
    },
    hours(8),
  ]);
  scenario('the core', 'the kill switch', withAutomoxMatch, [
    addCleanable,
    untilCleanupAsked,
    killSwitchOn,
    approve,
    hours(2),
  ]);
  scenario('the core', 'a mode that only watches', { mode: 'observe' }, [addFull, minutes(25), hours(2)]);
});
