import { describe, expect, it } from 'vitest';
import { isNewerVersion } from '../../../shared/domain/versions.ts';

describe('versions of histories', () => {
  it.each([
    ['1.1', '1.0', true],
    ['1.10', '1.9', true],
    ['2.0', '1.99', true],
    ['1.0.1', '1.0', true],
    ['1.0', '1.0', false],
    ['1.0', '1.1', false],
    ['1.9', '1.10', false],
    ['b', 'a', true],
  ])('%s is newer than %s: %s', (one, other, isNewer) => {
    expect(isNewerVersion(one, other)).toBe(isNewer);
  });
});
