import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern, patternProblem } from '../../../../shared/domain/alerts/alert-pattern.ts';
import { readNumber, readPercent } from '../../../../shared/domain/text/locale-number.ts';

describe('readNumber', () => {
  it.each([
    ['93.12', 93.12],
    ['93,12', 93.12],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1 234,5', 1234.5],
    ["1'234.50", 1234.5],
    ['1.234.567', 1_234_567],
    ['0,125', 0.125],
    ['1234', 1234],
  ])('reads %s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each(['1.234', '12,345', '', 'x', '1.2.3', '1,23,456', '1.', '.5'])('does not guess at "%s"', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  it('reads what common locales write', () => {
    const locales = fc.constantFrom('en-US', 'de-DE', 'de-CH', 'fr-FR', 'pt-BR', 'sv-SE');
    const numbers = fc.integer({ min: 0, max: 99_999_999 }).map((hundredths) => hundredths / 100);
    const reads = fc.property(locales, numbers, (locale, number) => {
      const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(number);
      return readNumber(written.normalize('NFKC')) === number;
    });

    fc.assert(reads, { numRuns: 300 });
  });
});

describe('readPercent', () => {
  it.each([
    ['93,125', 93.125],
    ['1.234', 1.234],
    ['100', 100],
    ['190', undefined],
    ['0', undefined],
  ])('reads %s as %s', (text, value) => {
    expect(readPercent(text)).toBe(value);
  });
});

describe('matchPattern', () => {
  it.each([
    ['Disk full', 'disk   FULL', {}],
    ['Disk full ({drive}:)', 'Disk full(d:)', { drive: 'D' }],
    [
      '* drive {drive} * limit {threshold} %',
      'Warning: drive E is over its limit 92,50%',
      { drive: 'E', thresholdPercent: 92.5 },
    ],
    ['a.b (x) *', 'A.B (X) and more', {}],
    ['磁盘 {drive} 已满', '磁盘Ｃ已满', { drive: 'C' }],
  ])('"%s" fits "%s"', (pattern, text, found) => {
    expect(matchPattern(pattern, text)).toEqual(found);
  });

  it.each([
    ['Disk full', 'Disk full on C:'],
    ['Disk full', 'The disk full'],
    ['a.b*', 'axb'],
    ['full {drive}', 'full 7'],
    ['one*two*three', 'one three two'],
  ])('"%s" does not fit "%s"', (pattern, text) => {
    expect(matchPattern(pattern, text)).toBeUndefined();
  });

  it('fits its own text, whatever characters it is made of', () => {
    const literal = fc
      .string({ maxLength: 60, unit: 'grapheme' })
      .filter((text) => !/[*{}]/.test(text.normalize('NFKC')));

    fc.assert(
      fc.property(literal, (text) => matchPattern(text, text) !== undefined),
      { numRuns: 500 },
    );
  });

  it('gives up at once on the worst text for the worst pattern', () => {
    const pattern = `*${'{number} x {number} y '.repeat(4)}* {number} z *abc`;

    expect(patternProblem(pattern)).toBeUndefined();
    expect(matchPattern(pattern, '1 x 1 y '.repeat(250))).toBeUndefined();
    expect(matchPattern(pattern, '1'.repeat(2_000))).toBeUndefined();
  });
});

describe('patternProblem', () => {
  it.each([
    ['x'.repeat(201), /longer than 200/],
    ['full {disk}', /placeholder \{disk\}/],
    ['full {drive', /brace/],
    ['{drive} or {drive} full', /twice/],
    ['*a*b*c*d*e', /more than 4 asterisks/],
    ['＊a＊b＊c＊d＊e', /more than 4 asterisks/],
    ['full {number}, {threshold} %', /two numbers/],
    ['* {number} {drive}', /at least 3 letters/],
  ])('refuses "%s"', (pattern, problem) => {
    expect(patternProblem(pattern)).toMatch(problem);
  });

  it('accepts any text that a person would write', () => {
    expect(patternProblem('Festplatte {drive}: zu {number} % belegt (Grenze {threshold} %)')).toBeUndefined();
  });
});

describe('placeholders of disks', () => {
  it.each([
    ['Voll: {drive}', 'Voll: /var/log', { drive: '/var/log' }],
    ['Voll: {drive}', 'voll: /Daten', { drive: '/Daten' }],
    ['Frei auf {drive}: unter {free} %', 'Frei auf C: unter 7,5 %', { drive: 'C', thresholdPercent: 92.5 }],
  ])('"%s" fits "%s"', (pattern, text, found) => {
    expect(matchPattern(pattern, text)).toEqual(found);
  });

  it('are not two limits', () => {
    expect(patternProblem('frei {free} %, Grenze {threshold} %')).toMatch(/both/);
  });
});
