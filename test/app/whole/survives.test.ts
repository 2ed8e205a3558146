import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';
import { answer, startAsked, worklets } from '../../helpers/app/approvals.ts';
import { AwayTables } from '../../helpers/app/away-tables.ts';

const SECOND = 1_000;

/**
 * A minute of visibility and five seconds until the queue is read (`maxQueuePollingInterval`, which
 * this host does not wait for) leave ten.
 */
const GOES_ON_WITHIN = 70 * SECOND;

const slow = { kind: 'latency', ms: 2 * SECOND } as const;

/** Advances until the activity runs, then kills the host, and starts it again at once. */
async function killIn(app: TestApp, activity: string): Promise<void> {
  const label = `activity ${activity}`;
  for (let tries = 0; !app.host.running().includes(label); tries++) {
    if (tries > 6 * 60 * 60) throw new Error(`${label} never ran`);
    await app.clock.advance(SECOND);
  }
  await app.host.stop();
  await app.start();
}

/** How long it takes until that is so. */
async function until({ clock }: TestApp, isSo: () => boolean): Promise<number> {
  const from = clock.now();
  while (!isSo() && clock.now() < from + HOUR) await clock.advance(SECOND);
  return clock.now() - from;
}

/** How long it takes until the vendor gets a further request like this one. */
function untilNext(app: TestApp, operation: string): Promise<number> {
  const before = app.simulator.requestsOf(operation).length;
  return until(app, () => app.simulator.requestsOf(operation).length > before);
}

const hasEnded = ({ host }: TestApp) => host.client.list(isRun).every((run) => run.runtimeStatus === 'Completed');
const isRun = ({ name }: { name: string }) => name === 'remediateAlert';

describe('a host that is killed, with host.json as it is shipped,', () => {
  it('in the middle of a poll goes on with it, and polls on', async () => {
    await using app = await startApp({ asShipped: true });
    app.simulator.faults.inject({ on: 'GET /alerts', times: Number.POSITIVE_INFINITY, fault: slow });
    await app.clock.advance(5 * MINUTE);

    await killIn(app, 'fetchAlertPages');
    const wait = await untilNext(app, 'GET /alerts');
    const next = await untilNext(app, 'GET /alerts');

    expect(wait).toBeLessThanOrEqual(GOES_ON_WITHIN);
    expect(next).toBeLessThanOrEqual(2 * MINUTE);
  });

  it('in the inspection of a run goes on with it', async () => {
    await using app = await startApp({ asShipped: true });
    app.simulator.faults.inject({ on: 'GET /agents/{agentId}', times: Number.POSITIVE_INFINITY, fault: slow });
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');

    await killIn(app, 'inspectDisk');
    const wait = await untilNext(app, 'GET /agents/{agentId}');
    await app.clock.advance(HOUR);

    expect(wait).toBeLessThanOrEqual(GOES_ON_WITHIN);
    expect(await app.outcomeOf(alertId)).toMatchObject({ ticketId: 7001 });
  });

  it('while a ticket is written ends the run soon after, and there is one ticket', async () => {
    await using app = await startApp({ asShipped: true });
    app.simulator.faults.inject({ on: 'POST /tickets', times: Number.POSITIVE_INFINITY, fault: slow });
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');

    await killIn(app, 'ensureTicket');
    const wait = await until(app, () => hasEnded(app));
    await app.clock.advance(HOUR);

    expect(wait).toBeLessThanOrEqual(GOES_ON_WITHIN);
    expect(app.simulator.world.tickets.all()).toHaveLength(1);
    expect(await app.outcomeOf(alertId)).toMatchObject({ ticketId: 7001 });
  });

  it('in a follow-up goes on with it, and closes the ticket', async () => {
    await using app = await startApp({ asShipped: true });
    const device = addFullServer(app);
    await app.clock.advance(40 * MINUTE);
    device.setDiskUsedPercent('C:', 40);
    app.simulator.faults.inject({ on: 'PUT /tickets/{ticketId}', times: Number.POSITIVE_INFINITY, fault: slow });

    await killIn(app, 'closeTicket');
    const wait = await untilNext(app, 'GET /tickets/{ticketId}');
    await app.clock.advance(HOUR);

    expect(wait).toBeLessThanOrEqual(GOES_ON_WITHIN);
    expect(app.simulator.world.tickets.all()).toMatchObject([{ status: 'Resolved' }]);
  });

  it('while a run waits on a timer loses no second of it', async () => {
    const ends: number[] = [];
    for (const isKilled of [false, true]) {
      const asked = await startAsked({ asShipped: true });
      await using app = asked.app;
      await answer(app, 'approve', { evidence: asked.evidence, by: 'Ada' });
      await app.clock.advance(3 * MINUTE);
      if (isKilled) {
        await app.host.stop();
        await app.start();
      }
      const isOver = () => app.simulator.world.alerts.get(asked.alertId)?.archivedAt !== undefined;
      while (!isOver() && app.clock.now() < Date.parse('2026-03-03')) await app.clock.advance(SECOND);
      ends.push(app.clock.now());
      expect(worklets(app)).toBe(1);
    }

    const [undisturbed = 0, killed = 0] = ends;
    expect(killed - undisturbed).toBeLessThanOrEqual(GOES_ON_WITHIN);
  });
});

describe('storage that is away for a minute', () => {
  /** Work of every kind under way, and more that comes meanwhile. */
  async function busy() {
    const tables = new AwayTables(new MemoryTables());
    const asked = await startAsked({ asShipped: true, tables });
    const { app } = asked;
    const early = addFullServer(app).raiseDiskAlertNow('C:');
    await app.clock.advance(9 * MINUTE);
    return { ...asked, tables, app, early };
  }

  it.each([
    ['goes on where the host stays', 0, 60],
    // Measured: the host that holds the timers ends itself after 35-47 s, and is started again.
    ['goes on where the host ends itself meanwhile, and is started again', 40, 60],
    ['goes on where the host is started again ten seconds too early', 40, 50],
  ])('%s: nothing is lost or doubled', async (_what, endsAfter, startsAfter) => {
    const { app, tables, early, evidence, alertId } = await busy();
    await using _disposed = app;

    tables.isAway = true;
    const late = addFullServer(app).raiseDiskAlertNow('C:');
    const refused = await answer(app, 'approve', { evidence, by: 'Ada' });
    if (endsAfter > 0) {
      await app.clock.advance(endsAfter * SECOND);
      await app.host.stop();
      await app.clock.advance((startsAfter - endsAfter) * SECOND);
      await app.start();
    }
    await app.clock.advance((60 - (endsAfter > 0 ? startsAfter : 0)) * SECOND);
    tables.isAway = false;
    const wait = await untilNext(app, 'GET /alerts');
    const taken = await answer(app, 'approve', { evidence, by: 'Ada' });
    await app.clock.advance(4 * HOUR);

    expect([refused.status, taken.status]).toEqual([500, 200]);
    expect(wait).toBeLessThanOrEqual(2 * MINUTE + GOES_ON_WITHIN);
    expect(worklets(app)).toBe(1);
    expect(await app.outcomeOf(alertId)).toMatchObject({ code: 'cleanup-verified' });
    for (const id of [early, late]) expect(await app.outcomeOf(id)).toMatchObject({ state: 'acted' });
    expect(app.simulator.world.tickets.all()).toHaveLength(2);
  });
});
