import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, startAsked, worklets } from '../../helpers/app/approvals.ts';
import { FailingTables } from '../../interruptions/failing-tables.ts';

const YES = { by: 'Ada', reason: 'seen, it is only temp files' };
const NO = { by: 'Ada', reason: 'the logs are needed' };

describe('a question to a person', () => {
  it('is shown with the remediation, in the list of what waits, and with the alert', async () => {
    await using asked = await startAsked();

    const one = await call(asked, 'GET', `/api/remediations/${ASKED_ID}`);
    const list = await call(asked, 'GET', '/api/remediations?state=approval');
    const decision = await call(asked, 'GET', `/api/alerts/${asked.alertId}/decision`);

    const short = {
      state: 'pending',
      asks: expect.stringMatching(/worklet 40001 .* on NW-SRV-01/),
      evidence: expect.stringMatching(/^[0-9a-f]{32}$/),
      expiresAt: expect.stringMatching(/^2026-03-03T08:/),
    };
    const approval = {
      ...short,
      facts: { drive: 'C' },
      askedAt: expect.stringMatching(/^2026-03-02T08:/),
      answer: null,
    };
    expect(one.body).toMatchObject({ state: 'remediating', waiting: { because: 'approval' }, approval });
    expect(list.body.remediations).toMatchObject([{ id: ASKED_ID, approval: short }]);
    expect(decision.body).toMatchObject({ code: 'approval-needed', remediation: { approval } });
    expect(worklets(asked)).toBe(0);
  });

  it('shows of the run what it is about, and nothing of the policy', async () => {
    await using asked = await startAsked();

    const { body, text } = await call(asked, 'GET', `/api/remediations/${ASKED_ID}`);

    expect(body).toMatchObject({ subject: { playbook: 'disk-space', agentId: 1001, drive: 'C' }, ticketId: null });
    expect(Date.parse(body.nextAt)).toBeGreaterThan(Date.parse(body.approval.expiresAt));
    expect(text).not.toMatch(/policy|approvalExpiresHours|systemContact/);
  });
});

describe('POST /api/remediations/{id}/approve', () => {
  it('is in the outcome at once, and not only when the run has gone on', async () => {
    await using asked = await startAsked();
    const { evidence, alertId } = asked;

    await answer(asked, 'approve', { evidence, ...YES });

    expect(await asked.outcomeOf(alertId)).toMatchObject({
      code: 'answered',
      text: expect.stringMatching(
        / Approved by Ada \(typed, not verified\) 2026-03-02 .* inspected once more before it is done\.$/,
      ),
    });
  });

  it.each([true, false])(
    'is taken though its outcome cannot be written (written all the same: %s)',
    async (isWritten) => {
      const tables = new FailingTables(new MemoryTables());
      await using asked = await startAsked({ tables });
      tables.fail('outcomes', 1, isWritten);

      const taken = await answer(asked, 'approve', { evidence: asked.evidence, ...YES });
      await asked.clock.advance(3 * HOUR);

      expect(taken).toMatchObject({
        status: 200,
        body: { approval: { state: 'approved', answer: { by: 'Ada (typed, not verified)' } } },
      });
      expect(asked.log.filter((line) => line.includes('"answer-outcome-unwritten"'))).toHaveLength(1);
      expect(worklets(asked)).toBe(1);
      expect(await asked.outcomeOf(asked.alertId)).toMatchObject({ code: 'cleanup-verified' });
    },
  );

  it('has the action done once, and the remediation over when the disk has recovered', async () => {
    await using asked = await startAsked();
    const { evidence, alertId, simulator } = asked;

    const taken = await answer(asked, 'approve', { evidence, ...YES });
    await asked.clock.advance(3 * HOUR);

    expect(taken).toMatchObject({
      status: 200,
      body: {
        id: ASKED_ID,
        approval: { state: 'approved', answer: { by: 'Ada (typed, not verified)' } },
        next: expect.any(String),
      },
    });
    expect(worklets(asked)).toBe(1);
    for (const event of ['approval-needed', 'approval-answered', 'command-sent'])
      expect(asked.log.filter((line) => line.includes(`{"event":"${event}","runId":"${ASKED_ID}"`))).toHaveLength(1);
    expect(simulator.world.tickets.all()).toEqual([]);
    expect(await asked.outcomeOf(alertId)).toMatchObject({ state: 'acted', text: expect.stringContaining('by Ada') });
    const { body } = await call(asked, 'GET', `/api/alerts/${alertId}/decision`);
    expect(body).toMatchObject({
      alert: { open: false },
      remediation: { state: 'closed', approval: { state: 'sent' } },
    });
    expect((await call(asked, 'GET', '/api/remediations?state=approval')).body.remediations).toEqual([]);
  });

  it('twice is one action, and the first name stays', async () => {
    await using asked = await startAsked();
    const { evidence } = asked;

    const [first, second] = await Promise.all(['Ada', 'Ada'].map((by) => answer(asked, 'approve', { evidence, by })));
    const third = await answer(asked, 'approve', { evidence, by: 'Bob' });
    await asked.clock.advance(3 * HOUR);
    const late = await answer(asked, 'approve', { evidence, by: 'Bob' });

    expect([first?.status, second?.status, third.status]).toEqual([200, 200, 200]);
    expect(third.body.approval.answer.by).toBe('Ada (typed, not verified)');
    expect(late).toMatchObject({ status: 409, body: { title: 'Ended already' } });
    expect(worklets(asked)).toBe(1);
    expect(asked.log.filter((line) => line.includes('"approval-answered"'))).toHaveLength(1);
  });

  it('and a no at the same moment are one answer: whoever was first', async () => {
    await using asked = await startAsked();
    const { evidence } = asked;

    const answers = await Promise.all([
      answer(asked, 'approve', { evidence, by: 'Ada' }),
      answer(asked, 'reject', { evidence, by: 'Bob', reason: 'not now' }),
    ]);
    await asked.clock.advance(HOUR);

    const [kept] = answers.filter(({ status }) => status === 200);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(worklets(asked)).toBe(kept?.body.approval.state === 'approved' ? 1 : 0);
  });

  it('refuses other evidence than what is asked, and the action waits on', async () => {
    await using asked = await startAsked();

    const refused = await answer(asked, 'approve', { evidence: 'ab'.repeat(16), by: 'Ada' });
    await asked.clock.advance(HOUR);

    expect(refused).toMatchObject({ status: 409, body: { title: 'Evidence changed' } });
    expect(refused.body.detail).toContain('read it again at GET');
    expect(worklets(asked)).toBe(0);
  });

  it('takes the answer while the kill switch is on, sends nothing, and does it once afterwards', async () => {
    await using asked = await startAsked();
    const { evidence, simulator } = asked;
    await call(asked, 'PUT', '/api/kill-switch', { on: true, reason: 'restore' });

    const taken = await answer(asked, 'approve', { evidence, by: 'Ada' });
    await asked.clock.advance(HOUR);
    const during = worklets(asked);
    await call(asked, 'PUT', '/api/kill-switch', { on: false, reason: 'done' });
    await asked.clock.advance(2 * HOUR);

    expect(taken.status).toBe(200);
    expect(during).toBe(0);
    expect(worklets(asked)).toBe(1);
    expect(simulator.world.tickets.all()).toEqual([]);
  });

  it('says that it is too late when nobody answered in time: a ticket was written', async () => {
    await using asked = await startAsked({ policy: { approvalExpiresHours: 1 } });
    await asked.clock.advance(2 * HOUR);

    const late = await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await asked.clock.advance(HOUR);

    expect(late).toMatchObject({ status: 409, body: { title: 'Expired' } });
    expect(asked.simulator.world.tickets.all()).toHaveLength(1);
    expect(worklets(asked)).toBe(0);
  });
});

describe('POST /api/remediations/{id}/reject', () => {
  it('leaves the device alone, and the ticket says who said no and why', async () => {
    await using asked = await startAsked();
    const { evidence, simulator } = asked;

    const taken = await answer(asked, 'reject', { evidence, ...NO });
    await asked.clock.advance(2 * HOUR);
    const changed = await answer(asked, 'approve', { evidence, by: 'Bob' });
    await asked.clock.advance(HOUR);

    expect(taken).toMatchObject({ status: 200, body: { approval: { state: 'rejected' } } });
    expect(changed).toMatchObject({ status: 409, body: { title: 'Answered already' } });
    expect(JSON.stringify(simulator.world.tickets.all())).toContain(
      'Ada (typed, not verified) said no: the logs are needed.',
    );
    expect(worklets(asked)).toBe(0);
  });
});

describe('an answer', () => {
  it.each(['rem.a1001.disk-space.C.2', 'rem.a9.disk-space.C.1', 'req.abc', 'poll-atera', 'rem.a1..1'])(
    'to the unknown id %s is refused',
    async (id) => {
      await using app = await startApp();

      const body = { evidence: 'ab'.repeat(16), by: 'Ada', reason: 'x' };
      const answers = [await answer(app, 'approve', body, id), await answer(app, 'reject', body, id)];

      expect(answers).toMatchObject([{ status: 404 }, { status: 404 }]);
    },
  );

  it.each<[string, 'approve' | 'reject', unknown, RegExp]>([
    ['no body', 'approve', '', /not JSON/],
    ['no evidence', 'approve', { by: 'Ada' }, /evidence: /],
    ['evidence of another form', 'approve', { evidence: 'abc', by: 'Ada' }, /evidence: is no evidence: 32 hex/],
    ['nobody', 'approve', { evidence: 'ab'.repeat(16) }, /by: /],
    ['a blank name', 'approve', { evidence: 'ab'.repeat(16), by: ' <> ' }, /by: says who/],
    ['an endless name', 'approve', { evidence: 'ab'.repeat(16), by: 'x'.repeat(101) }, /by: /],
    ['a no without a reason', 'reject', { evidence: 'ab'.repeat(16), by: 'Ada' }, /reason: /],
    ['an unknown member', 'approve', { evidence: 'ab'.repeat(16), by: 'Ada', force: true }, /force/],
  ])('names the mistake for %s', async (_what, what, body, detail) => {
    await using app = await startApp();

    const refused = await answer(app, what, body);

    expect(refused).toMatchObject({ status: 400, type: expect.stringContaining('application/problem+json') });
    expect(refused.body.detail).toMatch(detail);
  });

  it('to a remediation that asks nothing is refused', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(5 * MINUTE);

    const refused = await answer(app, 'approve', { evidence: 'ab'.repeat(16), by: 'Ada' });

    expect(refused).toMatchObject({ status: 409, body: { title: 'No question' } });
  });
});
