import { describe, expect, it } from 'vitest';
import { ateraBudget } from '../../../shared/budget/budgets.ts';
import { requests, startLeasedWork } from '../../helpers/hosts/leased-work.ts';

describe('the entity', () => {
  it('keeps working after operations that make no sense', async () => {
    await using world = await startLeasedWork(ateraBudget(10), requests(1));

    world.host.client.signalEntity('ratebudget', 'atera', 'acquire', { n: 'many' });
    world.host.client.signalEntity('ratebudget', 'atera', 'refill');
    world.host.client.signalEntity('ratebudget', 'nobody', 'acquire', { n: 1, class: 'poll' });
    world.host.client.start('work', { instanceId: 'one', input: { n: 1 } });
    await world.clock.advance(5_000);

    expect(world.host.client.status('one')).toMatchObject({ output: [{ status: 'done' }] });
  });

  it('goes on after a reset, once a window has passed', async () => {
    await using world = await startLeasedWork(ateraBudget(10), requests(1));
    world.host.client.signalEntity('ratebudget', 'atera', 'reset');
    world.host.client.start('work', { instanceId: 'one', input: { n: 1 } });

    await world.clock.advance(60_000);
    const during = world.host.client.status('one')?.runtimeStatus;
    await world.clock.advance(60_000);

    expect(during).toBe('Running');
    expect(world.host.client.status('one')).toMatchObject({ output: [{ status: 'done' }] });
    expect(world.logged).toMatchObject([{ facts: { pausedBecause: 'ledger_reset' } }]);
  });
});
