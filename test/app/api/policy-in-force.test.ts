import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { inPieces } from '../../../shared/storage/table/pieces.ts';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp, writes } from '../../helpers/app/app.ts';
import { ASKED_ID, answer, startAsked, worklets } from '../../helpers/app/approvals.ts';
import { AwayTables } from '../../helpers/app/away-tables.ts';
import { announcePolicy, policyCall, policyNow, putPolicy } from '../../helpers/app/policies.ts';

const file = { technicianEmail: 'robot@msp.example', directoryRefreshMinutes: 525_600 };
const observing = { ...file, modes: {} };

const healthOf = async (app: TestApp) => {
  const { body } = await call(app, 'GET', '/api/health/ready');
  return body.checks.find(({ name }: { name: string }) => name === 'policy');
};

/** What a document holds that this version of the app does not know. */
async function spoilInForce({ tables }: TestApp, version = 2): Promise<void> {
  const table = tables.open('switches');
  const rows = await Array.fromAsync(table.query("PartitionKey eq 'policy'"));
  const rowKey = String(rows.find((row) => Number.parseInt(String(row.rowKey), 10) === version)?.rowKey);
  await table.put({ partitionKey: 'policy', rowKey, ...inPieces({ ofAnotherVersion: true }) });
}

describe('a stored policy', () => {
  it('is in force on every instance within a minute', async () => {
    await using app = await startApp();
    const beside = { host: await app.startBeside() };
    await policyNow(beside);
    await putPolicy(app, { document: { ...file, attemptsPerWeek: 2 } });

    await app.clock.advance(MINUTE);

    expect((await policyNow(beside)).document).toMatchObject({ attemptsPerWeek: 2 });
  });

  it('stays in force in an app that is started again, whatever its file says', async () => {
    await using app = await startApp();
    await putPolicy(app, { document: observing });
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');

    await app.host.stop();
    await app.start();
    await app.clock.advance(2 * HOUR);

    expect(writes(app)).toEqual([]);
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'proposed' });
  });

  it('lets no ticket be written from its storing on, though the run began before', async () => {
    await using app = await startApp();
    addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(5 * MINUTE);

    await putPolicy(app, { document: observing });
    await app.clock.advance(2 * HOUR);

    expect(writes(app)).toEqual([]);
  });

  it('that narrows a mode while a question waits lets no command follow a yes', async () => {
    await using asked = await startAsked();
    const { document } = await policyNow(asked);
    await putPolicy(asked, { document: { ...document, modes: { default: { diskSpace: 'propose' } } } });

    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await asked.clock.advance(2 * HOUR);

    expect(worklets(asked)).toBe(0);
    const { body } = await call(asked, 'GET', `/api/remediations/${ASKED_ID}`);
    expect(body.approval.became).toMatchObject({ what: 'not-done' });
  });

  it('that takes a worklet away on another instance lets no command be sent a moment later', async () => {
    await using asked = await startAsked();
    const beside = { host: await asked.startBeside() };
    const { document } = await policyNow(asked);
    await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await putPolicy(beside, { document: { ...document, worklets: {} } });

    await asked.clock.advance(2 * HOUR);

    expect(worklets(asked)).toBe(0);
    const { body } = await call(asked, 'GET', `/api/remediations/${ASKED_ID}`);
    expect(body.approval.became).toMatchObject({ what: 'not-done' });
  });

  it('lets a run in flight keep the waits that it began with', async () => {
    await using asked = await startAsked();
    const { document } = await policyNow(asked);

    await putPolicy(asked, { document: { ...document, approvalExpiresHours: 1 } });
    await asked.clock.advance(3 * HOUR);
    const { status } = await answer(asked, 'approve', { evidence: asked.evidence, by: 'Ada' });
    await asked.clock.advance(2 * HOUR);

    expect(status).toBe(200);
    expect(worklets(asked)).toBe(1);
  });
});

describe('while the storage is away', () => {
  it('the last policy read stays in force, and health says so', async () => {
    const tables = new AwayTables(new MemoryTables());
    await using app = await startApp({ tables });
    await putPolicy(app, { document: observing });
    tables.isAway = true;

    await app.clock.advance(2 * MINUTE);
    const shown = await policyCall(app, 'GET');
    const refused = await policyCall(app, 'PUT', '', { document: file }, { 'if-match': shown.body.etag });

    expect(shown).toMatchObject({ status: 200, body: { problem: 'unread', document: observing } });
    expect(refused.status).toBe(500);
    expect(await healthOf(app)).toMatchObject({ status: 'warning' });
  });
});

describe('a stored policy that is not valid for a new version of the app', () => {
  it('stops every write until a person puts it right, and nothing wider takes its place', async () => {
    await using app = await startApp();
    await putPolicy(app, { document: observing });
    await spoilInForce(app);
    await app.host.stop();
    await app.start();
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');

    await app.clock.advance(2 * HOUR);
    const shown = await policyNow(app);
    const stopped = await app.outcomeOf(alertId);
    const silently = await putPolicy(app, { document: observing });
    const announced = await announcePolicy(app, { document: file });
    await app.clock.advance(2 * HOUR);

    expect(shown).toMatchObject({ problem: 'invalid', inForce: { version: 2 } });
    expect(stopped).toMatchObject({ state: 'waiting', code: 'kill-switch' });
    expect(stopped?.text).toContain('not valid for this version of the app');
    expect([silently.status, announced.status]).toEqual([403, 202]);
    expect(app.log.join()).toContain('policy-stopped');
    expect(await policyNow(app)).toMatchObject({ problem: null, inForce: { version: 3 } });
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
  });

  it('is replaced, for what is read, by the last that was in force, and by none that is only announced', async () => {
    await using app = await startApp();
    await putPolicy(app, { document: observing });
    await announcePolicy(app, { document: { ...file, attemptsPerDay: 3 } });
    await spoilInForce(app);
    await app.host.stop();
    await app.start();

    const shown = await policyNow(app);

    expect(shown).toMatchObject({ problem: 'invalid', inForce: { version: 2 } });
    expect(shown.document.attemptsPerDay ?? 1).toBe(1);
    expect(shown.pending).toMatchObject({ version: 3 });
  });

  it('is not taken for a policy that was never stored when its row is gone', async () => {
    await using app = await startApp();
    await putPolicy(app, { document: observing });
    await app.tables.open('switches').remove('kill-switch', 'policy');

    await app.clock.advance(2 * MINUTE);
    const running = await policyNow(app);
    await app.host.stop();
    await app.start();
    const restarted = await policyNow(app);

    expect([running.problem, restarted.problem]).toEqual(['lost', 'lost']);
    expect(await healthOf(app)).toMatchObject({ status: 'failed' });
  });
});

describe('a first policy whose storing was interrupted', () => {
  it('leaves the file in force, also for a process that starts afterwards', async () => {
    await using app = await startApp();
    await app.deps.policies.store.save(1, file);
    await app.host.stop();
    await app.start();

    expect(await policyNow(app)).toMatchObject({ problem: null, source: 'file' });
  });
});

describe('what the policy costs', () => {
  it('is one storage transaction in each poll, and none besides before a write', async () => {
    const tables = new MemoryTables();
    const counted = { get: 0 };
    const open = tables.open.bind(tables);
    tables.open = (name) => {
      const table = open(name);
      if (name !== 'switches') return table;
      return {
        ...table,
        get: (...of) => {
          if (of[1] === 'policy') counted.get++;
          return table.get(...of);
        },
      };
    };
    await using app = await startApp({ tables });
    await app.clock.advance(3 * MINUTE);
    counted.get = 0;

    await app.clock.advance(20 * MINUTE);

    expect(counted.get).toBe(10);
  });
});
