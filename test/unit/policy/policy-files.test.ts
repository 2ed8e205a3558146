import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyDocs, policyJsonSchema, policyTable } from '../../../shared/policy/describe.ts';
import { readPolicy } from '../../../shared/policy/read-policy.ts';

const fileAt = (path: string) => new URL(`../../../${path}`, import.meta.url);
const textOf = (path: string) => readFileSync(fileAt(path), 'utf8');

describe('the policy as people read it', () => {
  it('has an editor schema equal to what the app checks', () => {
    const schema: unknown = JSON.parse(textOf('policy.schema.json'));

    expect(schema).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  });

  it('has a table of every value in its page', () => {
    expect(textOf('docs/policy.md')).toContain(policyTable());
  });

  it('says of every value what it means, and of every number its unit', () => {
    const docs = policyDocs();

    expect(docs.filter(({ meaning }) => meaning === '')).toEqual([]);
    expect(docs.filter(({ unit, default: given }) => unit === undefined && /^[\d"]/.test(given ?? ''))).toEqual([]);
    expect(docs.length).toBeGreaterThan(90);
  });

  it('has the defaults that its page promises', () => {
    const defaults = new Map(policyDocs().map((doc) => [doc.path, doc.default]));

    expect(defaults.get('reopenWithinDays')).toBe('7');
    expect(defaults.get('attemptsPerDay')).toBe('1');
    expect(defaults.get('attemptsPerWeek')).toBe('3');
    expect(defaults.get('fixHoldsDays')).toBe('7');
    expect(defaults.get('offlineDevice.graceMinutes.server')).toBe('5');
    expect(defaults.get('offlineDevice.graceMinutes.workstation')).toBe('60');
  });

  it('has a sample that is valid and names the editor schema', () => {
    const policy = readPolicy(fileAt('policy.sample.json').pathname);

    expect(policy.$schema).toBe('./policy.schema.json');
    expect(policy.modes?.customers['12']).toEqual({ diskSpace: 'approve', offlineDevice: 'propose' });
  });
});
