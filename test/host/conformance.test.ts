import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CaseResult, replay } from './conformance/driver.ts';
import { PLANS } from './conformance/plans.ts';
import { recordingNames } from './conformance/recording.ts';
import { conformanceTable, REASONS, unexplained, withTable } from './conformance/table.ts';

const results: CaseResult[] = [];

describe('the embedded host, held to recordings of the real one', () => {
  it.each(recordingNames())('shows the app and its clients what %s recorded', async (name) => {
    const cases = await replay(name, PLANS[name]);
    results.push(...cases);

    const differences = cases.flatMap((result) => unexplained(result).map((line) => `${result.title}: ${line}`));

    expect(differences).toEqual([]);
  });

  it('differs in every step that has a reason to, so that no reason outlives its cause', () => {
    const differing = results.filter((result) => result.differences.length > 0);

    const keys = differing.map((result) => `${result.scenario}: ${result.title}`);

    expect(keys.sort()).toEqual(Object.keys(REASONS).sort());
  });

  it('has the table of dev/host/README.md up to date (test/host/conformance/write-table.ts writes it)', () => {
    const readme = readFileSync(new URL('../../dev/host/README.md', import.meta.url), 'utf8');

    const expected = withTable(readme, conformanceTable(results));

    expect(readme).toBe(expected);
  });
});
