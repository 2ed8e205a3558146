import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/index.ts';

describe('the virtual clock', () => {
  it('fires timers in the order in which they are due, at their own time', async () => {
    const clock = new VirtualClock(0);
    const fired: [string, number][] = [];
    for (const [name, delay] of [
      ['c', 30],
      ['a', 10],
      ['b', 20],
      ['a2', 10],
    ] as const) {
      clock.setTimer(() => void fired.push([name, clock.now()]), delay);
    }

    await clock.advance(25);

    expect(fired).toEqual([
      ['a', 10],
      ['a2', 10],
      ['b', 20],
    ]);
    expect([clock.now(), clock.nextDue()]).toEqual([25, 30]);
  });

  it('forgets a cancelled timer', async () => {
    const clock = new VirtualClock(0);
    let fired = 0;
    const cancel = clock.setTimer(() => fired++, 10);

    cancel();
    await clock.advance(20);

    expect([fired, clock.nextDue()]).toEqual([0, undefined]);
  });

  it('stands still while tracked work runs, and moves while it is parked in sleep', async () => {
    const clock = new VirtualClock(0);
    const observed: number[] = [];
    const work = clock.track(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      observed.push(clock.now());
      await clock.sleep(100);
      observed.push(clock.now());
    });

    await clock.advance(1_000);
    await work;

    expect(observed).toEqual([0, 100]);
  });

  it('stands still until a hold is released', async () => {
    const clock = new VirtualClock(0);
    const release = clock.hold();
    let moved = false;

    const advance = clock.advance(10).then(() => {
      moved = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const movedWhileHeld = moved;
    release();
    await advance;

    expect([movedWhileHeld, moved]).toEqual([false, true]);
  });

  it('lets an aborted sleep go with the signal’s reason and counts it as running again', async () => {
    const clock = new VirtualClock(0);
    const stop = new AbortController();
    const sleep = clock.sleep(Number.POSITIVE_INFINITY, stop.signal);

    stop.abort(new Error('stopped'));

    await expect(sleep).rejects.toThrow('stopped');
    await clock.advance(1);
    expect(clock.now()).toBe(1);
  });

  it('does not move while a gate is closed', async () => {
    const clock = new VirtualClock(0);
    let isOpen = false;
    clock.addGate(() => isOpen);

    setTimeout(() => {
      isOpen = true;
    }, 5);
    await clock.advance(10);

    expect([isOpen, clock.now()]).toEqual([true, 10]);
  });
});
