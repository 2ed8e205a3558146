import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, guid, pick } from '../../../dev/simulator/random.ts';
import { RateLimiter } from '../../../dev/simulator/rate-limit.ts';
import { peakInWindow } from '../../../dev/simulator/request-log.ts';
import { findRoute } from '../../../dev/simulator/router.ts';

const routes = [
  ['GET', '/tickets'],
  ['GET', '/tickets/{ticketId}'],
  ['GET', '/tickets/noComments'],
  ['POST', '/tickets/{ticketId}/comments'],
  ['GET', '/customvalues/{kind}field/{id}/{fieldName}'],
].map(([method = '', template = '']) => ({ method, template, handle: () => ({ status: 200 }) }));

describe('finding a route', () => {
  test.each([
    ['GET', '/tickets', '/tickets', {}],
    ['GET', '/tickets/7', '/tickets/{ticketId}', { ticketId: '7' }],
    ['GET', '/Tickets/nocomments', '/tickets/noComments', {}],
    ['POST', '/tickets/7/comments', '/tickets/{ticketId}/comments', { ticketId: '7' }],
    [
      'GET',
      '/customvalues/agentfield/7/Opt%20out',
      '/customvalues/{kind}field/{id}/{fieldName}',
      { kind: 'agent', id: '7', fieldName: 'Opt out' },
    ],
  ])('%s %s leads to %s', (method, path, template, params) => {
    const match = findRoute(routes, method, path);

    expect(match).toMatchObject({ route: { template }, params, pathKnown: true });
  });

  test('a path with another method is known, another path is not', () => {
    const wrongMethod = findRoute(routes, 'DELETE', '/tickets/7');
    const wrongPath = findRoute(routes, 'GET', '/tickets/7/notes');

    expect([wrongMethod.route, wrongMethod.pathKnown]).toEqual([undefined, true]);
    expect([wrongPath.route, wrongPath.pathKnown]).toEqual([undefined, false]);
  });
});

describe('the peak of a log', () => {
  test('counts both ends of the window', () => {
    const peaks = [peakInWindow([0, 60], 60), peakInWindow([0, 61], 60), peakInWindow([], 60)];

    expect(peaks).toEqual([2, 1, 0]);
  });

  test('equals what counting every window by hand gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 })), fc.integer({ min: 0, max: 100 }), (times, windowMs) => {
        const sorted = times.toSorted((a, b) => a - b);
        const counts = sorted.map((start) => sorted.filter((time) => time >= start && time <= start + windowMs).length);

        expect(peakInWindow(sorted, windowMs)).toBe(Math.max(0, ...counts));
      }),
    );
  });
});

describe('the hard limit', () => {
  test('never admits more than its number in any window, and admits again after the wait it names', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 });

    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), waits, (requests, steps) => {
        const limiter = new RateLimiter({ requests, windowMs: 2_000 });
        const admitted: number[] = [];
        let now = 0;
        for (const step of steps) {
          now += step;
          const wait = limiter.admit(now);
          if (wait !== undefined) {
            now += wait * 1_000;
            expect(limiter.admit(now)).toBeUndefined();
          }
          admitted.push(now);
        }

        expect(peakInWindow(admitted, 2_000)).toBeLessThanOrEqual(requests);
      }),
    );
  });
});

describe('seeded draws', () => {
  test('stay in their range and depend on seed and parts only', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, part) => {
        const drawn = between([10, 20], seed, part);

        expect(drawn).toBeGreaterThanOrEqual(10);
        expect(drawn).toBeLessThanOrEqual(20);
        expect(between([10, 20], seed, part)).toBe(drawn);
        expect(guid(seed, part)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  test('reach every item', () => {
    const items = ['a', 'b', 'c'];

    const drawn = new Set(Array.from({ length: 100 }, (_, n) => pick(items, 1, n)));

    expect(drawn).toEqual(new Set(items));
    expect(() => pick([], 1)).toThrow('the list is empty');
  });
});
