import { describe, expect, it } from 'vitest';
import { historySignature } from '../../../dev/host/testing.ts';
import { ateraBudget } from '../../../shared/budget/budgets.ts';
import { makeFence } from '../../../shared/budget/fence.ts';
import { standingLease } from '../../../shared/budget/standing.ts';
import { VendorError } from '../../../shared/errors.ts';
import { type LeasedWork, requests, startLeasedWork, type WorkInput } from '../../helpers/hosts/leased-work.ts';
import { memoryFence } from '../../helpers/hosts/leases.ts';

const SECOND = 1_000;
const lane = { lane: 1, n: 5 };
const CALL = 'activity call';
const ACQUIRE = 'call entity ratebudget acquire';

const steps = ({ host }: LeasedWork, id = 'one') => historySignature(host.client.history(id));
const start = ({ host }: LeasedWork, input: WorkInput, instanceId = 'one') =>
  host.client.start('work', { instanceId, input });

describe('a run with a lane', () => {
  it('asks no ledger: its steps share a standing lease while it lasts', async () => {
    await using world = await startLeasedWork(ateraBudget(100), requests(2));

    start(world, { n: 2, phases: 2, lane });
    await world.clock.advance(10 * SECOND);

    expect(steps(world)).toEqual([CALL, CALL]);
    expect(world.host.client.status('one')).toMatchObject({ output: [{ value: 2 }, { value: 2 }] });
  });

  it('asks the ledger once the standing lease has too few requests left', async () => {
    await using world = await startLeasedWork(ateraBudget(100), requests(3));

    start(world, { n: 3, phases: 2, lane });
    await world.clock.advance(10 * SECOND);

    expect(steps(world)).toEqual([CALL, ACQUIRE, CALL]);
  });

  it('asks the ledger for more than a standing lease holds', async () => {
    await using world = await startLeasedWork(ateraBudget(100), requests(6));

    start(world, { n: 6, lane });
    await world.clock.advance(10 * SECOND);

    expect(steps(world).slice(0, 2)).toEqual([ACQUIRE, CALL]);
  });

  it('asks the ledger where another run has the standing lease, which is used once', async () => {
    let executions = 0;
    await using world = await startLeasedWork(ateraBudget(100), async () => ++executions);

    start(world, { n: 2, lane });
    start(world, { n: 2, lane }, 'two');
    await world.clock.advance(10 * SECOND);

    expect([steps(world), steps(world, 'two')]).toEqual([[CALL], [CALL, ACQUIRE, CALL]]);
    expect(executions).toBe(2);
  });

  it('waits for the end of a standing lease that another execution of its step has, and sends nothing before', async () => {
    const table = memoryFence();
    const owners: string[] = [];
    // The row is written, as by an execution that is still under way, and this one finds it.
    const insert: typeof table.insert = async (row) => {
      if (row.owner === undefined || owners.length > 0) return table.insert(row);
      owners.push(row.owner);
      await table.insert(row);
      return false;
    };
    const sentAt: number[] = [];
    const work = async (_session: unknown, clock: LeasedWork['clock']) => sentAt.push(clock.now());
    await using world = await startLeasedWork(ateraBudget(100), work, { table: { ...table, insert } });
    const { notAfter } = standingLease('atera', lane, world.clock.now(), '');

    start(world, { n: 2, lane });
    await world.clock.advance(100 * SECOND);

    expect(sentAt).toHaveLength(1);
    expect(sentAt[0]).toBeGreaterThanOrEqual(notAfter + SECOND);
    expect(steps(world).slice(-2)).toEqual([ACQUIRE, CALL]);
  });

  it('reports a refusal to the ledger, which pauses, and leaves standing leases alone for a while', async () => {
    let isRefused = true;
    const work = async () => {
      if (isRefused) throw new VendorError('vendor_rate_limited', 'GET /alerts: 429', { retryAfterSeconds: 60 });
      return 1;
    };
    const table = memoryFence();
    await using world = await startLeasedWork(ateraBudget(100), work, { table });

    start(world, { n: 1, lane });
    await world.clock.advance(2 * SECOND);
    isRefused = false;
    start(world, { n: 1, lane }, 'two');
    await world.clock.advance(2 * SECOND);
    const openings = await makeFence({ table, clock: world.clock }).open(
      standingLease('atera', lane, world.clock.now() + 60 * SECOND, 'anybody'),
    );

    expect(world.ledger().share.refusals).toBe(1);
    expect(world.host.client.status('two')?.runtimeStatus).toBe('Running');
    expect(openings).toEqual({ taken: true });
    await world.clock.advance(70 * SECOND);
    expect(steps(world, 'two').filter((step) => step === ACQUIRE).length).toBeGreaterThan(0);
    expect(world.host.client.status('two')).toMatchObject({ output: [{ status: 'done', value: 1 }] });
  });
});
