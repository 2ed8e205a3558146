import { describe, expect, it } from 'vitest';
import { withAnswer } from '../../../shared/domain/approvals/answer.ts';
import { call } from '../../helpers/app/api.ts';
import { HOUR, MINUTE, type TestApp, writes } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, startAsked, worklets } from '../../helpers/app/approvals.ts';

const KEY = { deviceKey: 'a1001', conditionKey: 'disk-space.C', occurrence: 1 };
const rowOf = ({ deps }: TestApp) => deps.conditions.get(KEY.deviceKey, KEY.conditionKey);
const logged = ({ log }: TestApp, event: string) => log.filter((line) => line.includes(`"${event}"`));
const inspections = ({ simulator }: TestApp) => simulator.requestsOf('GET /alerts/:id').length;

const ADA = { name: 'Ada', how: 'typed' } as const;

/**
 * What a crash between the two steps of an answer leaves behind: it is written, and no run was
 * notified.
 */
async function writeAnswer(asked: TestApp & { readonly evidence: string }, approved: boolean) {
  const bounds = { windows: [], zone: 'UTC', withoutWindowHours: 72 };
  const given = { evidence: asked.evidence, approved, by: 'Ada', who: ADA, reason: 'no' };
  await asked.deps.conditions.update(KEY, (row) => withAnswer(row, given, bounds, asked.clock.now()));
}

describe('an answer that was written and never delivered to its run', () => {
  it.each([
    [true, 1],
    [false, 0],
  ])('(approved: %s) is delivered by the next poll, and %d worklets run', async (approved, expected) => {
    await using asked = await startAsked();
    await writeAnswer(asked, approved);

    await asked.clock.advance(HOUR);

    expect(worklets(asked)).toBe(expected);
    expect(logged(asked, 'run-notified')).toHaveLength(1);
    expect(logged(asked, 'remediation-overdue')).toEqual([]);
  });

  it('is delivered once; a run that says nothing afterwards is ended at its deadline and begun again, and acts once', async () => {
    let isDeaf = false;
    const delayMs = (what: { kind: string; target: string }) =>
      isDeaf && what.kind === 'event' && what.target === ASKED_ID ? 240 * HOUR : 0;
    await using asked = await startAsked({ faults: { delayMs } });
    isDeaf = true;
    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });

    await asked.clock.advance(3 * HOUR);
    isDeaf = false;
    const before = [logged(asked, 'run-notified').length, logged(asked, 'remediation-overdue').length];
    await asked.clock.advance(3 * HOUR);

    expect(before).toEqual([1, 0]);
    expect(logged(asked, 'remediation-overdue')).toHaveLength(1);
    expect(worklets(asked)).toBe(1);
  });
});

describe('a question', () => {
  it('leaves its run alone for as long as it may be answered', async () => {
    await using asked = await startAsked({ policy: { remediationDeadlineMinutes: 190, approvalExpiresHours: 4 } });

    await asked.clock.advance(3 * HOUR);
    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await asked.clock.advance(10 * MINUTE);

    expect(logged(asked, 'remediation-overdue')).toEqual([]);
    expect(worklets(asked)).toBe(1);
  });

  it('is dropped when the alert goes away: the run ends without a ticket, and an answer comes too late', async () => {
    await using asked = await startAsked();
    asked.device.setDiskUsedPercent('C:', 50);

    await asked.clock.advance(HOUR);
    const late = await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });

    expect(logged(asked, 'run-notified')).toEqual([expect.stringContaining('alert-gone')]);
    expect((await rowOf(asked))?.state).toBe('closed');
    expect(await asked.outcomeOf(asked.alertId)).toMatchObject({ code: 'alert-cleared' });
    expect(late).toMatchObject({ status: 409, body: { title: 'Ended already' } });
    expect([writes(asked), worklets(asked)]).toEqual([[], 0]);
  });

  it('stands while another firing of the same condition is still listed', async () => {
    await using asked = await startAsked();
    const { world } = asked.simulator;
    world.raiseCustomAlert({ device: asked.device, title: 'Disk Usage(C:)' });
    await asked.clock.advance(5 * MINUTE);
    world.person.resolveAlert(asked.alertId);

    await asked.clock.advance(HOUR);

    expect((await rowOf(asked))?.alertIds.length).toBeGreaterThan(1);
    expect(logged(asked, 'run-notified')).toEqual([]);
    const list = await call(asked, 'GET', '/api/remediations?state=approval');
    expect(list.body.remediations).toMatchObject([{ id: ASKED_ID }]);
  });

  it('costs at most one request an hour while its alert is open but in no list', async () => {
    await using asked = await startAsked();
    const alert = asked.simulator.world.alerts.get(asked.alertId);
    Object.assign(alert ?? {}, { snoozedUntil: asked.clock.now() + 48 * HOUR });

    await asked.clock.advance(3 * HOUR);

    expect(inspections(asked)).toBeLessThanOrEqual(4);
    expect(logged(asked, 'run-notified').length).toBeLessThanOrEqual(3);
  });

  it('is dropped by a cancellation, and nothing is done', async () => {
    await using asked = await startAsked();

    const cancelled = await call(asked, 'POST', `/api/remediations/${ASKED_ID}/cancel`, { reason: 'done by hand' });
    const late = await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await asked.clock.advance(2 * HOUR);

    expect(cancelled).toMatchObject({ status: 200, body: { state: 'closed' } });
    expect(late).toMatchObject({ status: 409, body: { title: 'Ended already' } });
    expect(asked.host.client.status(ASKED_ID)?.runtimeStatus).toBe('Terminated');
    expect([writes(asked), worklets(asked)]).toEqual([[], 0]);
  });
});

describe('a run that was lost while a person was asked', () => {
  it('is begun again by the answer, and acts', async () => {
    await using asked = await startAsked();
    asked.host.client.terminate(ASKED_ID, 'Ended: as if the task hub was lost');

    const taken = await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await asked.clock.advance(HOUR);

    expect(taken).toMatchObject({ status: 200, body: { next: expect.stringContaining('No run waits') } });
    expect(worklets(asked)).toBe(1);
  });

  it('asks the same question again when it is started again, and waits as long', async () => {
    await using asked = await startAsked({ policy: { remediationDeadlineMinutes: 190 } });
    asked.host.client.terminate(ASKED_ID, 'Ended: as if the task hub was lost');
    await asked.deps.conditions.update(KEY, (row) => ({ ...row, nextAt: asked.clock.now() }));

    await asked.clock.advance(3 * HOUR);

    const { body } = await call(asked, 'GET', `/api/remediations/${ASKED_ID}`);
    expect(body).toMatchObject({ status: 'Running', approval: { state: 'pending', evidence: asked.evidence } });
    expect([...logged(asked, 'run-notified'), ...logged(asked, 'remediation-overdue')]).toEqual([]);
  });
});

describe('an approved action that waits for its device', () => {
  it('is dropped when the alert goes away', async () => {
    await using asked = await startAsked();
    asked.server.setAgent('down');
    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await asked.clock.advance(2 * MINUTE);
    const waiting = await rowOf(asked);

    asked.device.setDiskUsedPercent('C:', 50);
    await asked.clock.advance(10 * MINUTE);

    expect(waiting).toMatchObject({ state: 'opening', nextAt: expect.any(Number) });
    expect((await rowOf(asked))?.state).toBe('closed');
    expect(worklets(asked)).toBe(0);
  });
});
