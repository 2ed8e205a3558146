import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modeAllows, modes, PolicyError, readPolicy } from '../../shared/policy/policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
const file = join(folder, 'policy.json');
const given = (text: string) => {
  writeFileSync(file, text);
  return file;
};
afterAll(() => rmSync(folder, { recursive: true }));

describe('readPolicy', () => {
  it('has safe defaults without a file', () => {
    const policy = readPolicy(undefined);

    expect(policy.technicianEmail).toBeUndefined();
    expect(policy).toMatchObject({
      reopenWithinDays: 7,
      diskSpace: { inventoryLagMinutes: 45, clearMarginPercent: 2 },
    });
  });

  it('fills in what the file leaves out', () => {
    const policy = readPolicy(given('{"technicianEmail":"robot@msp.example","diskSpace":{"confirmAfterMinutes":0.5}}'));

    expect(policy.diskSpace).toMatchObject({ confirmAfterMinutes: 0.5, inventoryLagMinutes: 45 });
  });

  it('names the path of every mistake', () => {
    const wrong = given('{"diskSpace":{"inventoryLagMinutes":-1,"typo":1},"systemContactEmail":"rmm@msp.example"}');

    expect(() => readPolicy(wrong)).toThrow(PolicyError);
    for (const mistake of [
      /diskSpace\.inventoryLagMinutes: /,
      /diskSpace: .*typo/,
      /systemContactEmail: .*customerId/,
    ]) {
      expect(() => readPolicy(wrong)).toThrow(mistake);
    }
  });

  it.each([
    ['a missing file', () => join(folder, 'none.json')],
    ['no JSON', () => given('{')],
  ])('says which file cannot be read: %s', (_what, path) => {
    expect(() => readPolicy(path())).toThrow(/policy file .+ cannot be read/);
  });
});

describe('modeAllows', () => {
  it('lets each step do what the ones before it may', () => {
    const table = modes.map((mode) => modes.filter((needed) => modeAllows(mode, needed)));

    expect(table).toEqual([
      ['observe'],
      ['observe', 'propose'],
      ['observe', 'propose', 'approve'],
      ['observe', 'propose', 'approve', 'auto'],
    ]);
  });
});
