import { describe, expect, it } from 'vitest';
import { seededFaults } from '../../../dev/host/index.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import { startBrakesHost } from '../../helpers/hosts/brakes-host.ts';

const device = (deviceKey: string, conditionKey = 'disk-space.C') => ({ key: { deviceKey, conditionKey } });
/** Half of everything goes wrong once; a delay is up to 2 s. */
const FAULTS = { repeatEntity: 0.5, repeatTurn: 0.5, delayed: 0.5, earlyTimers: 0.5 };

describe('brakes', () => {
  it('let one run act on a device, and the next when it is done, in few events', async () => {
    await using world = await startBrakesHost();

    world.start('one');
    await world.clock.advance(MINUTE_MS);
    world.start('two', device('a1', 'pending-reboot'));
    await world.clock.advance(10 * MINUTE_MS);
    world.start('three', device('a1', 'pending-reboot'));
    await world.clock.advance(10 * MINUTE_MS);

    expect(world.answer('two')).toEqual({
      ok: false,
      code: 'device-busy',
      text: 'Another remediation is working on this device, until 2026-03-02 10:00 UTC at the latest.',
      retryAt: Date.parse('2026-03-02T10:00:00Z'),
    });
    expect(world.answer('three')).toEqual({ ok: true });
    expect(world.history('two').signature).toEqual(['call entity devicegate take']);
    // Start and end are three; each brake asked is four, the timer four and the two signals two.
    expect([world.history('two').events, world.history('three').events]).toEqual([7, 17]);
    expect(world.history('three').signature).toEqual([
      'call entity devicegate take',
      'call entity fleetbreaker take',
      'timer',
      'signal entity devicegate release',
      'signal entity fleetbreaker report',
    ]);
  });

  it('allow no second attempt on the same day', async () => {
    await using world = await startBrakesHost();
    world.start('one');
    await world.clock.advance(20 * MINUTE_MS);

    world.start('two');
    await world.clock.advance(MINUTE_MS);

    expect(world.answer('two')).toEqual({
      ok: false,
      code: 'attempts-spent',
      text: 'No further attempt is made before 2026-03-03 08:10 UTC. Attempts so far: 1 in the last 24 hours and 1 in the last 7 days; allowed are 1 and 3.',
      retryAt: Date.parse('2026-03-03T08:10:00Z'),
    });
  });

  it('let no more devices of a customer be acted on than its cap, and give the gate back of those who must wait', async () => {
    await using world = await startBrakesHost();
    const ids = ['a1', 'a2', 'a3', 'a4', 'a5'];

    for (const id of ids) world.start(id, device(id));
    await world.clock.advance(5 * MINUTE_MS);
    const answers = ids.map((id) => world.answer(id));
    await world.clock.advance(10 * MINUTE_MS);
    world.start('later', device('a5'));
    await world.clock.advance(MINUTE_MS);

    const refused = answers.filter((answer) => answer !== undefined && answer !== null);
    const text = 'Devices of this customer that are worked on: 3; at most 3 may be at the same time.';
    const retryAt = Date.parse('2026-03-02T10:00:00Z');
    expect(refused).toEqual(Array(2).fill({ ok: false, code: 'customer-cap', text, retryAt }));
    expect(world.host.client.status('later')?.runtimeStatus).toBe('Running');
  });

  it('leave a customer alone after failures, and others not', async () => {
    await using world = await startBrakesHost();
    for (const id of ['a1', 'a2']) world.start(id, device(id), { end: { acted: true, ok: false } });
    await world.clock.advance(20 * MINUTE_MS);

    world.start('same', device('a3'));
    world.start('other', { ...device('a4'), customerId: 3 });
    world.start('none', { ...device('a5'), customerId: undefined });
    await world.clock.advance(20 * MINUTE_MS);

    expect(world.answer('same')).toEqual({
      ok: false,
      code: 'breaker-open',
      text: 'Devices of this customer are left alone until 2026-03-02 09:10 UTC, because 2 actions in a row failed.',
      retryAt: Date.parse('2026-03-02T09:10:00Z'),
    });
    expect([world.answer('other'), world.answer('none')]).toEqual([{ ok: true }, { ok: true }]);
    expect(world.host.client.entityState('fleetbreaker', 'none')).toMatchObject({ results: [{ ok: true }] });
  });

  it('let only one run with a mark through', async () => {
    await using world = await startBrakesHost();

    world.start('one', { ...device('a1'), exclusive: 'server-reboot' });
    world.start('two', { ...device('a2'), exclusive: 'server-reboot' });
    await world.clock.advance(20 * MINUTE_MS);

    const answers = [world.answer('one'), world.answer('two')];
    const text =
      'Only one server-reboot at a time is allowed for this customer, and one is under way until 2026-03-02 10:00 UTC at the latest.';
    expect(answers).toContainEqual({ ok: true });
    expect(answers).toContainEqual(expect.objectContaining({ ok: false, code: 'customer-cap', text }));
  });

  it('take nothing when only asked', async () => {
    await using world = await startBrakesHost();
    world.start('asking', {}, { isAsking: true });
    await world.clock.advance(MINUTE_MS);
    const kept = ['devicegate@a1', 'fleetbreaker@c2'].map((id) => {
      const [name = '', key = ''] = id.split('@');
      return world.host.client.entityState(name, key);
    });

    world.start('taking');
    await world.clock.advance(MINUTE_MS);
    world.start('asking-again', {}, { isAsking: true });
    await world.clock.advance(MINUTE_MS);

    expect(world.answer('asking')).toEqual({ ok: true });
    expect(kept).toEqual([undefined, undefined]);
    expect(world.answer('asking-again')).toMatchObject({ ok: false, code: 'device-busy' });
  });

  it('forget an attempt and its slot when nothing was sent', async () => {
    await using world = await startBrakesHost();

    world.start('one', {}, { end: { acted: false, ok: false } });
    await world.clock.advance(20 * MINUTE_MS);

    expect(world.host.client.entityState('devicegate', 'a1')).toBeUndefined();
    expect(world.host.client.entityState('fleetbreaker', 'c2')).toBeUndefined();
  });

  it('count an attempt, but no result, when it is not known whether the action worked', async () => {
    await using world = await startBrakesHost();

    world.start('one', {}, { end: { acted: true } });
    await world.clock.advance(20 * MINUTE_MS);

    expect(world.host.client.entityState('devicegate', 'a1')).toMatchObject({ attempts: { length: 1 } });
    expect(world.host.client.entityState('fleetbreaker', 'c2')).toBeUndefined();
  });

  it('free themselves when a run is gone, and keep its gate when its slot is lost', async () => {
    await using world = await startBrakesHost();
    const small = { deviceCount: 1 };
    world.start('gone', small, { minutes: 600 });
    await world.clock.advance(MINUTE_MS);
    world.host.client.terminate('gone', 'for the test');

    await world.clock.advance(2 * HOUR_MS);
    const until = world.clock.now() + HOUR_MS;
    world.start('other', { ...small, ...device('a2'), until });
    await world.clock.advance(MINUTE_MS);
    world.start('again', { ...small, holder: 'gone', until });
    await world.clock.advance(MINUTE_MS);

    expect(world.host.client.status('other')?.runtimeStatus).toBe('Running');
    expect(world.answer('again')).toMatchObject({ ok: false, code: 'customer-cap' });
    expect(world.host.client.entityState('devicegate', 'a1')).toMatchObject({ hold: { holder: 'gone' } });
  });

  it('refuse a request they cannot read, and take nothing', async () => {
    await using world = await startBrakesHost();

    world.start('over', { until: world.clock.now() });
    world.start('half', { deviceCount: 0.5 });
    world.host.client.signalEntity('devicegate', 'a1', 'open', 'nonsense');
    await world.clock.advance(MINUTE_MS);

    expect(world.answer('over')).toEqual({
      ok: false,
      code: 'brakes-refused',
      text: 'The brakes did not allow an action: The hold that was asked for would be over at once (hold_over).',
    });
    expect(world.answer('half')).toMatchObject({ ok: false, code: 'brakes-refused' });
    expect(world.host.client.entityState('devicegate', 'a1')).toBeUndefined();
  });

  it.each([1, 2, 3])('come to the same when the host repeats and delays its work (seed %i)', async (seed) => {
    await using world = await startBrakesHost(seededFaults(seed, FAULTS));
    const ids = ['a1', 'a2', 'a3', 'a4'];

    for (const id of ids) world.start(id, device(id));
    await world.clock.advance(30 * MINUTE_MS);

    const codes = ids.map((id) => world.answer(id)).map((answer) => JSON.stringify(answer).includes('customer-cap'));
    expect(codes.filter(Boolean)).toHaveLength(1);
    expect(world.host.client.entityState('fleetbreaker', 'c2')).toMatchObject({ holds: [], results: { length: 3 } });
  });
});
