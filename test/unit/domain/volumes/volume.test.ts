import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVolume, parseVolume, volumeKey, volumeLabel } from '../../../../shared/domain/volumes/volume.ts';

const GUID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';

const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
const part = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abAB01_-. äЖ') });
const mount = fc.array(part, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
const anyText = fc.oneof(letter, mount, part, fc.string({ unit: 'binary', maxLength: 250 }));

describe('parseVolume', () => {
  it.each([
    ['C', 'C'],
    ['c:', 'C'],
    ['d:\\', 'D'],
    ['D:/', 'D'],
    [' c: (System) ', 'C'],
    ['/', '/'],
    ['//', '/'],
    ['/var/log', '/var/log'],
    ['/var/log/', '/var/log'],
    ['/var /', '/var'],
    ['/ /', '/'],
    ['/\\', '/'],
    ['C:\\ \\', 'C'],
    ['\'"c:"\'', 'C'],
    ['/Volumes/Data', '/Volumes/Data'],
    ['C:\\ClusterStorage\\Volume1\\', 'C:\\clusterstorage\\volume1'],
    [`\\\\?\\Volume{${GUID.toUpperCase()}}\\`, `\\\\?\\Volume{${GUID}}`],
    ['Data', 'Data'],
    ['"Data"', 'Data'],
    ['Daten  Archiv', 'Daten Archiv'],
  ])('writes %s as %s', (text, volume) => {
    expect(parseVolume(text)).toBe(volume);
  });

  it.each(['', '  ', '\\\\nas\\share', '//nas/share', '../..', 'C: and D:', '?', 'x'.repeat(201)])(
    'takes "%s" for no local volume',
    (text) => {
      expect(parseVolume(text)).toBeUndefined();
    },
  );

  it('changes nothing about what it has written itself', () => {
    const isStable = (text: string) => {
      const volume = parseVolume(text);
      return volume === undefined || parseVolume(volume) === volume;
    };

    fc.assert(fc.property(anyText, isStable), { numRuns: 500 });
  });
});

describe('volumeKey', () => {
  it('leaves a letter a letter', () => {
    expect(['c', 'C:', 'c:\\'].map(volumeKey)).toEqual(['C', 'C', 'C']);
  });

  it.each([
    ['/var', '_var'],
    ['/var', '/VAR'],
    ['/var', 'var'],
    ['/var/log', '/var-log'],
    ['/data', 'Data'],
    ['Data', 'data'],
    ['/', '-'],
    ['/ä', '/ö'],
    ['C:\\mounts\\a', '/mounts/a'],
    [`/${'x'.repeat(100)}a`, `/${'x'.repeat(100)}b`],
  ])('distinguishes %s from %s', (one, other) => {
    expect(volumeKey(one)).not.toBe(volumeKey(other));
  });

  it('gives two volumes the same key only when they are the same', () => {
    const agree = (one: string, other: string) =>
      (volumeKey(one) === volumeKey(other)) === ((parseVolume(one) ?? one) === (parseVolume(other) ?? other));

    fc.assert(fc.property(anyText, anyText, agree), { numRuns: 1_000 });
  });

  it('is short and made of safe characters only', () => {
    fc.assert(fc.property(anyText, (text) => /^[A-Za-z0-9-]{1,41}$/.test(volumeKey(text))));
  });
});

describe('volumeLabel', () => {
  it.each([
    ['C', 'C:'],
    ['/', '/'],
    ['/var', '/var'],
    ['Data', '"Data"'],
    ['C:\\mounts\\sql', 'C:\\mounts\\sql'],
  ])('calls %s %s', (volume, label) => {
    expect(volumeLabel(volume)).toBe(label);
  });
});

describe('isVolume', () => {
  it.each([
    ['c:\\', 'C', true],
    ['C', 'C', true],
    ['CD:', 'C', false],
    ['/var/', '/var', true],
    ['/var/log', '/var', false],
    ['/VAR', '/var', false],
    ['Data', 'data', false],
    ['', 'C', false],
  ])('row %s is volume %s: %s', (row, volume, is) => {
    expect(isVolume(row, volume)).toBe(is);
  });
});
