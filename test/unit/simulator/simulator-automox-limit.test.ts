import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ServerListLimit } from '../../../dev/simulator/automox/server-list-limit.ts';
import { peakInWindow } from '../../../dev/simulator/request-log.ts';

describe('the limit on server lists', () => {
  test('admits 29 in a minute and refuses the 30th for a minute', () => {
    const limit = new ServerListLimit();
    for (let n = 0; n < 29; n++) limit.admit(n * 1_000);

    const answers = [29_000, 88_999, 89_000].map((now) => limit.admit(now));

    expect(answers).toEqual([60, 1, undefined]);
    expect(limit.refused).toBe(2);
  });

  test('never admits 30 in any minute, and admits after the wait it names', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 120 });

    fc.assert(
      fc.property(steps, (gaps) => {
        const limit = new ServerListLimit();
        const admitted: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const wait = limit.admit(now);
          if (wait === undefined) admitted.push(now);
          else if (gap % 2 === 0) {
            now += wait * 1_000;
            expect(limit.admit(now)).toBeUndefined();
            admitted.push(now);
          }
        }

        expect(peakInWindow(admitted, 59_999)).toBeLessThan(30);
      }),
    );
  });
});
