import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../../shared/http/retry-after.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');

describe('parseRetryAfter', () => {
  it.each([
    ['whole seconds', '17', 17],
    ['zero', '0', 0],
    ['blanks around', ' 5 ', 5],
    ['an HTTP date', 'Mon, 02 Mar 2026 08:00:42 GMT', 42],
    ['the older RFC 850 date', 'Monday, 02-Mar-26 08:01:00 GMT', 60],
    ['a date already past', 'Mon, 02 Mar 2026 07:00:00 GMT', 0],
    ['more than an hour', '86400', 3_600],
    ['a date in next year', 'Tue, 02 Mar 2027 08:00:00 GMT', 3_600],
  ])('reads %s', (_, header, seconds) => {
    expect(parseRetryAfter(header, NOW)).toBe(seconds);
  });

  it.each([undefined, '', 'soon', '-5', '1.5', '2026-03-02T08:00:42Z', '17, 18'])('reads nothing from %j', (header) => {
    expect(parseRetryAfter(header, NOW)).toBeUndefined();
  });
});
