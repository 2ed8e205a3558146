import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, date, dateNotes, id, oneOf, optionalId, optionalNumber } from '../../../shared/http/fields.ts';

describe('date', () => {
  it.each([
    ['2026-03-02T08:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02T08:00:00', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02T08:00:00.1234567', '2026-03-02T08:00:00.123Z'],
    ['2026-03-02T08:00:00.12', '2026-03-02T08:00:00.120Z'],
    ['2026-03-02T10:00:00+02:00', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02T08:00:00+0000', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02T03:30:00-0430', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02 08:00:00', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s as UTC', (value, iso) => {
    expect(date.parse(value)).toEqual({ at: Date.parse(iso), unreadable: false });
  });

  it.each([null, undefined, '', '0001-01-01T00:00:00'])('takes %j for no date', (value) => {
    expect(date.parse(value)).toEqual({ at: undefined, unreadable: false });
  });

  it.each([
    'yesterday',
    '03/02/2026',
    '2026-02-30',
    '2026-13-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '1969-12-31T00:00:00Z',
    '2026',
    42,
    {},
    '2026-03-02T25:00:00Z',
  ])('marks %j as unreadable', (value) => {
    expect(date.parse(value)).toEqual({ at: undefined, unreadable: true });
  });

  it('names the unreadable ones', () => {
    expect(dateNotes({ Created: date.parse('x'), LastSeen: date.parse('2026-03-02') })).toEqual([
      'Created is no readable date',
    ]);
  });
});

describe('ids and numbers', () => {
  it('reads ids as numbers and as digits', () => {
    expect([id.parse(7), id.parse('7')]).toEqual([7, 7]);
  });

  it.each([0, -1, 1.5, '', 'x', null, '99999999999999999999', 2 ** 60, {}])('refuses %j as an id', (value) => {
    expect(id.safeParse(value).success).toBe(false);
  });

  it.each([0, '0', '', null, undefined, -1])('takes %j for no id', (value) => {
    expect(optionalId.parse(value)).toBeUndefined();
  });

  it('refuses an optional id of another kind, so that no alert is taken for one without a device', () => {
    expect(optionalId.safeParse('abc').success).toBe(false);
    expect(optionalId.parse('12')).toBe(12);
  });

  it('reads numbers from text and nothing from nonsense', () => {
    expect([1.5, '1.5', '', 'x', null, Number.NaN].map((value) => optionalNumber.parse(value))).toEqual([
      1.5,
      1.5,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('maps members Atera adds later to unknown', () => {
    const severity = oneOf('Warning', 'Critical');

    expect(['Critical', 'critical', 'Fatal', null, 3].map((value) => severity.parse(value))).toEqual([
      'Critical',
      'Critical',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});

describe('cleanText', () => {
  it('removes what hides or turns text', () => {
    expect(cleanText(' \u202eevil\u202c\u200f name\u0000\u0007 ', 50)).toBe('evil name');
  });

  it('cuts without splitting a character', () => {
    expect(cleanText('ab😀', 3)).toBe('ab');
    expect(cleanText('x'.repeat(1_000_000), 250)).toHaveLength(250);
  });

  const tricky = fc.constantFrom('a', ' ', '\u202e', '\u0000', '\n', '😀', '\ud83d', '\ude00');

  it('gives the same again, short, whole and without controls, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: tricky, maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (value, max) => {
        const clean = cleanText(value, max);

        return clean.length <= max && clean.isWellFormed() && cleanText(clean, max) === clean;
      }),
    );
  });
});
