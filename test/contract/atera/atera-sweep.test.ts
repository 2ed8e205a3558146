import { describe, expect, it } from 'vitest';
import { openAlertSteps, SWEEP_START, type SweepCursor } from '../../../shared/atera/alert-pages.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { sessionOf } from '../../helpers/hosts/leases.ts';
import { ateraTenant } from '../../helpers/vendors/atera-tenant.ts';

type Tenant = Awaited<ReturnType<typeof ateraTenant>>;

const raise = ({ world }: Tenant, title: string, raw: Record<string, unknown> = {}) =>
  world.raiseCustomAlert({ title, message: 'm', severity: 'Warning', category: 'General', raw });

/** Sweeps under leases of `n` requests until done. */
async function sweep({ client, clock }: Tenant, n = 5) {
  const rows = [];
  let cursor: SweepCursor = SWEEP_START;
  while (cursor.next !== 'done') {
    for await (const step of openAlertSteps(client, await sessionOf(clock, { n }), cursor)) {
      rows.push(...step.rows);
      ({ cursor } = step);
    }
  }
  const ids = new Set(rows.flatMap((row) => (isUnreadable(row) ? [] : [row.id])));
  return { rows, ids, cursor };
}

describe('a poll of the open alerts', () => {
  it('of 1,000 takes 20 list requests and one re-read', async () => {
    await using tenant = await ateraTenant();
    for (let i = 0; i < 1_000; i++) raise(tenant, `alert ${i}`);

    const { ids, cursor } = await sweep(tenant);

    expect(ids.size).toBe(1_000);
    expect(tenant.simulator.requestsOf('GET /alerts')).toHaveLength(21);
    expect(cursor).toMatchObject({ next: 'done', requests: 21, totalItemCount: 1_000, rawRows: 1_050, shifts: 0 });
    expect(cursor.incomplete).toBeUndefined();
  });

  it('loses none when rows shift between pages in both directions', async () => {
    await using tenant = await ateraTenant();
    const { world, simulator } = tenant;
    const all = Array.from({ length: 300 }, (_, i) => raise(tenant, `alert ${i}`).id);
    const gone = all.filter((_, i) => i % 4 === 1).slice(-12);
    simulator.faults.betweenPages('GET /alerts', 2, () => {
      for (const id of gone) world.person.resolveAlert(id);
    });
    simulator.faults.betweenPages('GET /alerts', 4, () => {
      for (let i = 0; i < 7; i++) raise(tenant, `new ${i}`);
    });

    const { ids, cursor } = await sweep(tenant);

    const missing = all.filter((id) => !gone.includes(id) && !ids.has(id));
    expect(missing).toEqual([]);
    expect(ids.size).toBeGreaterThanOrEqual(300 - gone.length + 7);
    expect(cursor).toMatchObject({ next: 'done', shifts: 1 });
    expect(cursor.incomplete).toBeUndefined();
  });

  it('follows a server that gives fewer rows than asked for', async () => {
    await using tenant = await ateraTenant({ behaviour: { maxItemsInPage: 20 } });
    for (let i = 0; i < 70; i++) raise(tenant, `alert ${i}`);

    const { ids, cursor } = await sweep(tenant);

    expect(ids.size).toBe(70);
    expect(cursor.requests).toBe(5);
  });

  it('keeps odd rows: each is given with a reason, or tamed', async () => {
    await using tenant = await ateraTenant();
    raise(tenant, 'T'.repeat(1_048_576));
    raise(tenant, '<script>alert(1)</script>');
    raise(tenant, 'no agent', { AgentId: null });
    raise(tenant, 'absurd dates', { Created: '0099-99-99T99:99:99' });
    raise(tenant, 'no id', { AlertID: null });
    raise(tenant, 'id in words', { AlertID: 'one hundred' });
    raise(tenant, 'device in words', { AgentId: 'the server' });
    raise(tenant, 'x', { Title: ['not', 'text'] });
    raise(tenant, 'new kind', { Severity: 'Fatal', AlertCategoryID: 'Quantum' });

    const { rows, cursor } = await sweep(tenant);

    const readable = rows.flatMap((row) => (isUnreadable(row) ? [] : [row]));
    expect(cursor.incomplete).toBeUndefined();
    expect(readable.map((row) => row.title.slice(0, 30))).toEqual([
      'new kind',
      'absurd dates',
      'no agent',
      '<script>alert(1)</script>',
      'T'.repeat(30),
    ]);
    expect(readable).toMatchObject([
      { severity: 'unknown', category: 'unknown' },
      { notes: ['Created is no readable date'] },
      { agentId: undefined },
      {},
      { title: 'T'.repeat(250) },
    ]);
    const reasons = rows.filter(isUnreadable).map((row) => row.reason.split(':')[0]);
    expect(new Set(reasons)).toEqual(new Set(['AlertID', 'AgentId', 'Title']));
  });

  it('passes snoozed alerts on and drops archived ones when the vendor lists them', async () => {
    await using tenant = await ateraTenant({ behaviour: { openIncludesSnoozed: true } });
    const until = new Date(tenant.clock.now() + 3_600_000).toISOString();
    raise(tenant, 'snoozed', { SnoozedEndDate: until });
    raise(tenant, 'archived', { Archived: true });

    const { rows, cursor } = await sweep(tenant);

    expect(rows).toMatchObject([{ title: 'snoozed', snoozedUntil: Date.parse(until) }]);
    expect(cursor).toMatchObject({ filteredOut: 1, next: 'done' });
  });
});
