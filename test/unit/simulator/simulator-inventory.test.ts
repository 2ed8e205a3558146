import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { InventoryTaker } from '../../../dev/simulator/world/inventory.ts';
import { World } from '../../../dev/simulator/world/world.ts';

const MINUTE = 60_000;

function build() {
  const clock = new VirtualClock();
  const world = new World({ clock });
  const device = world.addDevice(world.addCustomer('Acme'), { name: 'ACME-1' });
  const usedMb = () => device.reading.disks[0]?.usedMb ?? 0;
  return { clock, device, usedMb, [Symbol.dispose]: () => world.close() };
}

describe('an inventory reading', () => {
  test('shows a change at the next half-hourly reading, not before', async () => {
    using it = build();
    const nextReading = it.device.reading.takenAt + 30 * MINUTE;

    it.device.setDiskUsedPercent('C:', 90);
    const atOnce = it.usedMb();
    await it.clock.advanceTo(nextReading - 1);
    const justBefore = it.usedMb();
    await it.clock.advanceTo(nextReading);

    expect([atOnce, justBefore]).toEqual([102_400, 102_400]);
    expect(it.usedMb()).toBe(230_400);
  });

  test('misses what came and went between two readings', async () => {
    using it = build();
    const nextReading = it.device.reading.takenAt + 30 * MINUTE;

    it.device.setDiskUsedPercent('C:', 90);
    await it.clock.advanceTo(nextReading - MINUTE);
    it.device.setDiskUsedPercent('C:', 40);
    await it.clock.advanceTo(nextReading + 60 * MINUTE);

    expect(it.usedMb()).toBe(102_400);
  });

  test('shows the state of its own time although nothing read it then', async () => {
    using it = build();
    const nextReading = it.device.reading.takenAt + 30 * MINUTE;

    it.device.setDiskUsedPercent('C:', 90);
    await it.clock.advanceTo(nextReading + MINUTE);
    it.device.setDiskUsedPercent('C:', 10);

    expect(it.usedMb()).toBe(230_400);
  });

  test('is not taken while the machine is offline', async () => {
    using it = build();
    const { takenAt } = it.device.reading;

    it.device.goOffline();
    it.device.setDiskUsedPercent('C:', 90);
    await it.clock.advance(90 * MINUTE);
    const whileAway = it.device.reading.takenAt;
    it.device.comeBack();
    await it.clock.advance(30 * MINUTE);

    expect(whileAway).toBe(takenAt);
    expect(it.usedMb()).toBe(230_400);
  });

  test('learns of a reboot late', async () => {
    using it = build();
    const before = it.device.reading.bootedAt;

    it.device.reboot();
    const rebootedAt = it.clock.now();
    const atOnce = it.device.reading.bootedAt;
    await it.clock.advance(30 * MINUTE);

    expect(atOnce).toBe(before);
    expect(it.device.reading.bootedAt).toBe(rebootedAt);
  });

  test('is never older than one interval for a machine that is online', () => {
    const everyMs = 1_000;
    const state = { disks: [], bootedAt: 0 };
    const steps = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1 });

    fc.assert(
      fc.property(fc.integer({ min: 0, max: everyMs - 1 }), steps, (phase, waits) => {
        let now = 50_000;
        const taker = new InventoryTaker(everyMs, phase, now, state);
        for (const wait of waits) {
          now += wait;
          const { takenAt } = taker.read(now, true, state);
          expect(takenAt).toBeLessThanOrEqual(now);
          expect(now - takenAt).toBeLessThan(everyMs);
        }
      }),
    );
  });
});
