import { describe, expect, it } from 'vitest';
import { timestamp } from '../../../dev/host/engine/replay/history.ts';
import { isLongTimer, nextTimerPart, retryDelayMs } from '../../../dev/host/engine/timing.ts';
import { Heap } from '../../../dev/host/heap.ts';

describe('times in a history', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [1_500, '1970-01-01T00:00:01.5Z'],
    [610, '1970-01-01T00:00:00.61Z'],
    [7, '1970-01-01T00:00:00.007Z'],
    [10_000, '1970-01-01T00:00:10Z'],
  ])('are written as .NET writes %d ms', (ms, text) => {
    expect(timestamp(ms)).toBe(text);
  });

  it('cut a timer of more than six days into parts of three, and end with what is left', () => {
    const [from, until] = ['2026-01-01T00:00:00Z', '2026-01-08T00:00:00Z'];

    const first = nextTimerPart(from, until);
    const second = nextTimerPart(first, until);

    expect([isLongTimer(from, until), first, second]).toEqual([true, '2026-01-04T00:00:00Z', until]);
    expect(isLongTimer(from, '2026-01-07T00:00:00Z')).toBe(false);
  });

  it('back off between attempts up to the maximum, and wait not at all after the last', () => {
    const options = {
      firstRetryIntervalInMilliseconds: 100,
      maxNumberOfAttempts: 5,
      backoffCoefficient: 3,
      maxRetryIntervalInMilliseconds: 500,
    };

    const delays = [1, 2, 3, 4, 5].map((failed) => retryDelayMs(options, failed));

    expect(delays).toEqual([100, 300, 500, 500, 0]);
  });
});

describe('the heap', () => {
  it('gives everything back in order, whatever order it came in', () => {
    const heap = new Heap<number>((a, b) => a < b);
    const numbers = [5, 3, 9, 1, 1, 8, 2, 7, 0, 6, 4, 3];

    for (const number of numbers) heap.push(number);
    const popped = numbers.map(() => heap.pop());

    expect(popped).toEqual([...numbers].sort((a, b) => a - b));
    expect([heap.pop(), heap.peek(), heap.size]).toEqual([undefined, undefined, 0]);
  });
});
