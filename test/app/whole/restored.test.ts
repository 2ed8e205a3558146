import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp, restore } from '../../../scripts/tables/backup.ts';
import { call } from '../../helpers/app/api.ts';
import { type AppOptions, addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../helpers/app/app.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const tickets = ({ simulator }: TestApp) => simulator.world.tickets.all().map(({ status }) => status);
const resolves = ({ simulator }: TestApp) => simulator.requestsOf('PUT /alerts/{alertId}');

/** A full disk with its ticket, an hour after the tables were backed up. */
async function backedUp(afterMinutes: number, options: AppOptions = {}) {
  const app = await startApp({ pollSchedule: '0 */5 * * * *', ...options });
  const device = addFullServer(app);
  await app.clock.advance(afterMinutes * MINUTE);
  await backUp(app.tables, folder, app.clock.now());
  await app.clock.advance(HOUR);
  expect(tickets(app)).toEqual(['Open']);
  return { app, device };
}

/** As docs/scale.md says. */
async function restored({ app }: { readonly app: TestApp }) {
  await app.host.stop();
  const what = await restore(app.tables, folder, app.clock.now());
  await app.start();
  return what;
}

async function letGoOn(app: TestApp) {
  const { status } = await call(app, 'PUT', '/api/kill-switch', { on: false, reason: 'checked' });
  expect(status).toBe(200);
}

/** Loses all rows of a table. */
async function lose({ tables }: TestApp, names: readonly string[]) {
  for (const name of names) {
    const table = tables.open(name);
    for await (const row of table.query("PartitionKey ge ''"))
      await table.remove(String(row.partitionKey), String(row.rowKey));
  }
}

describe('tables of an hour ago', () => {
  it.each([2, 6, 12, 30])(
    'of %i minutes after the alert: the ticket is found again, and no alert is resolved while the disk is full',
    async (minutes) => {
      const world = await backedUp(minutes);
      await using app = world.app;

      await restored(world);
      await letGoOn(app);
      await app.clock.advance(6 * HOUR);

      expect(tickets(app)).toEqual(['Open']);
      expect(resolves(app)).toEqual([]);
      expect((await app.outcomes()).map(({ code }) => code)).not.toContain('alert-cleared');
    },
  );

  it('write nothing at a vendor before a person has turned the kill switch off', async () => {
    const world = await backedUp(6);
    await using app = world.app;
    await restored(world);
    const before = app.simulator.requests.filter(({ method }) => method !== 'GET').length;

    await app.clock.advance(6 * HOUR);

    expect(app.simulator.requests.filter(({ method }) => method !== 'GET')).toHaveLength(before);
    expect((await call(app, 'GET', '/api/kill-switch')).body).toMatchObject({ on: true, setBy: 'npm run tables' });
  });

  it('end what has recovered', async () => {
    const world = await backedUp(30);
    await using app = world.app;
    await restored(world);
    await letGoOn(app);

    world.device.setDiskUsedPercent('C:', 40);
    await app.clock.advance(6 * HOUR);

    expect(tickets(app)).toEqual(['Resolved']);
  });

  it('do not take a ticket that people closed in that hour for the one of a new occurrence', async () => {
    const world = await backedUp(2);
    await using app = world.app;
    await restored(world);
    const [ticket] = app.simulator.world.tickets.all();
    app.simulator.world.person.closeTicket(ticket?.id ?? 0);
    await letGoOn(app);

    await app.clock.advance(6 * HOUR);

    expect(tickets(app)).toEqual(['Open', 'Closed']);
  });

  it('are restored only from a whole backup', async () => {
    const world = await backedUp(2);
    await using app = world.app;
    rmSync(join(folder, 'taken.json'));

    await expect(restore(app.tables, folder, 0)).rejects.toThrow('holds no whole backup');
    expect(tickets(app)).toEqual(['Open']);
    await expect(backUp(app.tables, folder, 0)).rejects.toThrow('is not empty');
  });
});

describe('tables that are lost', () => {
  it('all of them: the ticket is found again', async () => {
    const { app } = await backedUp(6);
    await using _ = app;
    await app.host.stop();
    await lose(app, [
      ...['alerts', 'conditions', 'contacts', 'directory', 'due', 'effects', 'fences', 'outcomes', 'switches'],
    ]);

    await app.start();
    await app.clock.advance(6 * HOUR);

    expect(tickets(app)).toEqual(['Open']);
    expect(resolves(app)).toEqual([]);
  });

  it.each(['alerts', 'conditions', 'contacts', 'directory', 'due', 'effects', 'fences', 'outcomes', 'switches'])(
    '%s alone: no second ticket, no alert resolved while the disk is full',
    async (name) => {
      const { app } = await backedUp(6);
      await using _ = app;
      await app.host.stop();
      await lose(app, [name]);

      await app.start();
      await app.clock.advance(6 * HOUR);

      expect(tickets(app)).toEqual(['Open']);
      expect(resolves(app)).toEqual([]);
    },
  );

  it('the index of what is due: what it lacks is due again after the next purge', async () => {
    const { app, device } = await backedUp(6, { pollSchedule: '0 */30 * * * *' });
    await using _ = app;
    await lose(app, ['due']);
    device.setDiskUsedPercent('C:', 40);

    await app.clock.advance(24 * HOUR);

    expect(tickets(app)).toEqual(['Resolved']);
    expect(app.log.some((line) => line.includes('"due-index-mended","mended":1'))).toBe(true);
  });
});

describe('a backup', () => {
  it('has a line for each row, and names when it was made last', async () => {
    await using app = await startApp();
    addFullServer(app);
    await app.clock.advance(30 * MINUTE);

    const count = await backUp(app.tables, folder, app.clock.now());

    const lines = ['alerts', 'conditions', 'contacts', 'directory', 'effects', 'outcomes', 'switches'].flatMap((name) =>
      readFileSync(join(folder, `${name}.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    );
    expect(lines).toHaveLength(count);
    expect(JSON.parse(readFileSync(join(folder, 'taken.json'), 'utf8'))).toEqual({
      backupAt: '2026-03-02T08:30:00.000Z',
    });
  });
});
