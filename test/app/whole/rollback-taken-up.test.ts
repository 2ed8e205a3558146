import { describe, expect, it } from 'vitest';
import { EventType } from '../../../dev/host/engine/replay/history.ts';
import type { Faults } from '../../../dev/host/faults.ts';
import type { Host } from '../../../dev/host/index.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, startAsked, worklets } from '../../helpers/app/approvals.ts';

const AGAIN = `${ASKED_ID}-2`;

/** A message that ends an instance is never delivered: its run goes on when it can. */
const terminateLost: Faults = {
  delayMs: (message) =>
    message.kind === 'event' && message.event.EventType === EventType.ExecutionTerminated ? 1_000 * HOUR : 0,
};

/** The app of a newer version has asked a person; then the older one is deployed again. */
async function rolledBackWhileAsking(faults?: Faults) {
  const asked = await startAsked({ version: '1.1', ...(faults && { faults }) });
  await asked.app.host.stop();
  await asked.app.start(undefined, '1.0');
  await asked.app.clock.advance(25 * MINUTE);
  return asked;
}

/** Moves the clock until Automox has a command, and stops there. */
async function untilSent(app: TestApp) {
  for (let minutes = 0; minutes < 60 && worklets(app) === 0; minutes++) await app.clock.advance(MINUTE);
}

const questions = (app: TestApp) => app.log.filter((line) => line.includes('"approval-needed"')).length;
const archived = (app: TestApp, alertId: number) => app.simulator.world.alerts.get(alertId)?.archivedAt !== undefined;
const statusOf = (host: Host, id: string) => host.client.status(id);

describe('after a rollback, a remediation that only the newer version can run', () => {
  it('is taken up under another id with its question open, which is not asked again', async () => {
    const asked = await rolledBackWhileAsking();
    await using app = asked.app;
    const waiting = [statusOf(app.host, ASKED_ID), statusOf(app.host, AGAIN)];

    await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await app.clock.advance(3 * HOUR);

    expect(waiting).toMatchObject([
      { runtimeStatus: 'Running', version: '1.1' },
      { runtimeStatus: 'Running', version: '1.0' },
    ]);
    expect([questions(app), worklets(app), archived(app, asked.alertId)]).toEqual([1, 1, true]);
    expect(statusOf(app.host, AGAIN)).toMatchObject({ runtimeStatus: 'Completed' });
  });

  it('ends in the log under the id its question has there, or the question would seem to wait for good', async () => {
    const asked = await rolledBackWhileAsking();
    await using app = asked.app;
    const isLogged = (event: string) =>
      app.log.some((line) => line.includes(`{"event":"${event}","runId":"${ASKED_ID}"`));

    app.simulator.world.alerts.archive(asked.alertId, 'person');
    await app.clock.advance(HOUR);

    expect(statusOf(app.host, AGAIN)).toMatchObject({ runtimeStatus: 'Completed' });
    expect([isLogged('approval-needed'), isLogged('run-ended')]).toEqual([true, true]);
  });

  it('has its answer kept that was given before it was taken up', async () => {
    const asked = await startAsked({ version: '1.1' });
    await using app = asked.app;
    await app.host.stop();
    await app.start(undefined, '1.0');

    const { status } = await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await app.clock.advance(3 * HOUR);

    expect(status).toBe(200);
    expect([questions(app), worklets(app), archived(app, asked.alertId)]).toEqual([1, 1, true]);
  });

  it('has its command verified, and not sent again, when it was sent before', async () => {
    const asked = await startAsked({ version: '1.1' });
    await using app = asked.app;
    await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await untilSent(app);
    await app.clock.advance(MINUTE);
    await app.host.stop();

    await app.start(undefined, '1.0');
    await app.clock.advance(2 * HOUR);

    expect(statusOf(app.host, ASKED_ID)).toMatchObject({ runtimeStatus: 'Running', version: '1.1' });
    expect([questions(app), worklets(app), archived(app, asked.alertId)]).toEqual([1, 1, true]);
    expect(await app.outcomeOf(asked.alertId)).toMatchObject({ state: 'acted', remediationId: ASKED_ID });
  });

  it('has its ticket closed when only its follow-up was under way', async () => {
    let held = true;
    const isFollowUp = (target: string) => target.startsWith('fol.');
    const delayMs: Faults['delayMs'] = (message) => (held && isFollowUp(message.target) ? 2 * MINUTE : 0);
    await using app = await startApp({ version: '1.1', faults: { delayMs } });
    const device = addFullServer(app);
    const alertId = device.raiseDiskAlertNow('C:');
    const followUps = () => app.host.client.list(({ instanceId }) => isFollowUp(instanceId));
    for (let minutes = 0; minutes < 600 && followUps().length === 0; minutes++) await app.clock.advance(MINUTE);
    await app.clock.advance(MINUTE);
    const begun = followUps();
    await app.host.stop();
    held = false;

    await app.start(undefined, '1.0');
    device.setDiskUsedPercent('C:', 40);
    await app.clock.advance(3 * HOUR);

    expect(begun).toMatchObject([{ version: '1.1' }]);
    expect(statusOf(app.host, begun[0]?.instanceId ?? '')).toMatchObject({ runtimeStatus: 'Pending' });
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
    expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'verified-recovered' });
  });

  it('is shown by the API as it runs now, under the id it has always had', async () => {
    const asked = await rolledBackWhileAsking();
    await using app = asked.app;

    const reply = await fetch(`${app.host.url}/api/remediations/${ASKED_ID}`);

    expect(await reply.json()).toMatchObject({ id: ASKED_ID, state: 'remediating', waiting: { because: 'approval' } });
  });

  it('is shown by the API also in the minutes before it begins again', async () => {
    const asked = await startAsked({ version: '1.1' });
    await using app = asked.app;
    await app.host.stop();
    await app.start(undefined, '1.0');
    const isTakenUp = () => app.log.some((line) => line.includes('run-taken-up'));
    for (let minutes = 0; minutes < 25 && !isTakenUp(); minutes++) await app.clock.advance(MINUTE);

    const reply = await fetch(`${app.host.url}/api/remediations/${ASKED_ID}`);

    expect([isTakenUp(), statusOf(app.host, AGAIN)]).toEqual([true, undefined]);
    expect(await reply.json()).toMatchObject({
      ...{ id: ASKED_ID, state: 'remediating' },
      approval: { evidence: asked.evidence },
    });
  });
});

describe('after rolling forward again', () => {
  it('the run that was left behind is ended, and the one that took its place acts once', async () => {
    const asked = await rolledBackWhileAsking();
    await using app = asked.app;
    await app.host.stop();

    await app.start(undefined, '1.1');
    await app.clock.advance(5 * MINUTE);
    const left = statusOf(app.host, ASKED_ID);
    await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await app.clock.advance(3 * HOUR);

    expect(left).toMatchObject({ runtimeStatus: 'Terminated' });
    expect([questions(app), worklets(app), archived(app, asked.alertId)]).toEqual([1, 1, true]);
  });

  it('one that nothing ends wakes with the answer, and does nothing', async () => {
    const asked = await rolledBackWhileAsking(terminateLost);
    await using app = asked.app;
    await app.host.stop();

    await app.start(undefined, '1.1');
    const [event = ''] = [`approval-1-${asked.evidence}`];
    app.host.client.raiseEvent(ASKED_ID, event, {});
    await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await app.clock.advance(4 * HOUR);

    expect(statusOf(app.host, ASKED_ID)).toMatchObject({ runtimeStatus: 'Completed' });
    expect(app.log.filter((line) => line.includes('run-end-refused'))).toHaveLength(1);
    expect([questions(app), worklets(app), archived(app, asked.alertId)]).toEqual([1, 1, true]);
  });

  it('one that had its command out when it was left verifies nothing twice and resolves nothing', async () => {
    const asked = await startAsked({ version: '1.1', faults: terminateLost, leavesPercent: 94 });
    await using app = asked.app;
    await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await untilSent(app);
    await app.clock.advance(MINUTE);
    await app.host.stop();
    await app.start(undefined, '1.0');
    await app.clock.advance(5 * HOUR);
    const before = { tickets: app.simulator.world.tickets.all().length, worklets: worklets(app) };
    await app.host.stop();

    await app.start(undefined, '1.1');
    await app.clock.advance(6 * HOUR);

    expect(before).toEqual({ tickets: 1, worklets: 1 });
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect([worklets(app), archived(app, asked.alertId)]).toEqual([1, false]);
    expect(statusOf(app.host, ASKED_ID)).toMatchObject({ runtimeStatus: 'Completed' });
  });
});

describe('while workers of two versions are there', () => {
  it('what the newer one starts is done, though the older one has the partition', async () => {
    await using app = await startApp({ version: '1.0' });
    await app.join('1.1');
    const alerts: number[] = [];
    // Activities go to the two in turn: unequal numbers, or each poll's would go to the same one.
    for (const count of [1, 2, 3]) {
      for (let added = 0; added < count; added++) alerts.push(addFullServer(app).raiseDiskAlertNow('C:'));
      await app.clock.advance(2 * MINUTE);
    }

    await app.clock.advance(2 * HOUR);

    const versions = app.host.client.list(({ name }) => name === 'remediateAlert').map(({ version }) => version);
    expect(versions).toContain('1.1');
    expect(app.simulator.world.tickets.all()).toHaveLength(6);
    for (const alertId of alerts) expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted' });
  });

  it('an upgrade that ends within minutes leaves each run to the version that started it', async () => {
    await using app = await startApp({ version: '1.0' });
    const newer = await app.join('1.1');
    const devices = Array.from({ length: 4 }, () => addFullServer(app));
    for (const device of devices) device.raiseDiskAlertNow('C:');
    await app.clock.advance(5 * MINUTE);

    await app.host.stop();
    await app.clock.advance(2 * HOUR);

    const ids = newer.client.list(({ name }) => name === 'remediateAlert').map(({ instanceId }) => instanceId);
    expect(ids.filter((id) => id.endsWith('-2'))).toEqual([]);
    expect(app.simulator.world.tickets.all()).toHaveLength(4);
  });
});
