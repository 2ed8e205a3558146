import { describe, expect, it } from 'vitest';
import { MemoryTables } from '../../../dev/tables/memory-tables.ts';
import type { Table, TableService } from '../../../shared/storage/table/table.ts';
import { call } from '../../helpers/app/api.ts';
import { addFullServer, HOUR, startApp, type TestApp } from '../../helpers/app/app.ts';
import { startAsked } from '../../helpers/app/approvals.ts';

/** Tables in which something happens right before a row is first written as held up by a mute. */
class BeforeHeld implements TableService {
  happens: (() => Promise<unknown>) | undefined;
  readonly #inner = new MemoryTables();

  open(name: string): Table {
    const table = this.#inner.open(name);
    if (name !== 'conditions') return table;
    return {
      ...table,
      replaceIf: async (row, etag) => {
        const { happens } = this;
        if (row.mute !== undefined && happens) {
          this.happens = undefined;
          await happens();
        }
        return table.replaceIf(row, etag);
      },
    };
  }

  probe(): Promise<void> {
    return this.#inner.probe();
  }
}

async function mute(app: TestApp, hours: number): Promise<string> {
  const until = new Date(app.clock.now() + hours * HOUR).toISOString();
  const { body } = await call(app, 'POST', '/api/mutes', { agentId: 1001, until, reason: 'Patch day', by: 'Ada' });
  return String(body.id);
}

const end = (app: TestApp, id: string) => call(app, 'DELETE', `/api/mutes/${id}?reason=Done&by=Bob`);

describe('a mute that is ended while something is about to be held up by it', () => {
  it('holds up no new alert that a poll is deferring at that moment', async () => {
    const tables = new BeforeHeld();
    await using app = await startApp({ tables });
    const alertId = addFullServer(app).raiseDiskAlertNow('C:');
    const id = await mute(app, 72);
    tables.happens = () => end(app, id);

    await app.clock.advance(2 * HOUR);

    expect(tables.happens).toBeUndefined();
    expect(await app.outcomeOf(alertId)).toMatchObject({ state: 'acted', ticketId: expect.any(Number) });
  });

  it('holds up no run that ends because of it at that moment', async () => {
    const tables = new BeforeHeld();
    await using asked = await startAsked({ tables });
    const id = await mute(asked, 72);
    tables.happens = () => end(asked, id);

    await asked.clock.advance(2 * HOUR);

    expect(tables.happens).toBeUndefined();
    const row = await asked.deps.conditions.get('a1001', 'disk-space.C');
    expect(row).toMatchObject({ state: 'remediating', approval: { number: 2, withdrawn: 1 } });
  });
});
