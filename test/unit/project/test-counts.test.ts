import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const script = resolve(import.meta.dirname, '../../../scripts/test-counts.mjs');
const folder = mkdtempSync(join(tmpdir(), 'test-counts-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The line and the exit code for a report of one file per argument: its status and those of its
 * tests.
 */
function count(...files: { status: string; tests: string[] }[]) {
  const path = join(folder, 'report.json');
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  }));
  writeFileSync(path, JSON.stringify({ testResults }));
  return run(path);
}

function run(path: string) {
  const { stdout, status } = spawnSync(process.execPath, [script, path], { encoding: 'utf8' });
  return [stdout, status];
}

describe('test counts', () => {
  it('adds up the passed tests of all files and leaves skipped ones out', () => {
    const answer = count(
      { status: 'passed', tests: ['passed', 'passed', 'skipped'] },
      { status: 'passed', tests: ['passed'] },
    );

    expect(answer).toEqual(['3 passed, 0 failed\n', 0]);
  });

  it('fails when a test failed', () => {
    const answer = count({ status: 'failed', tests: ['passed', 'failed', 'failed'] });

    expect(answer).toEqual(['1 passed, 2 failed\n', 1]);
  });

  it('counts a file that failed outside of its tests as one failure', () => {
    const answer = count({ status: 'failed', tests: ['passed'] }, { status: 'failed', tests: [] });

    expect(answer).toEqual(['1 passed, 2 failed\n', 1]);
  });

  it('fails when no test ran', () => {
    expect(count()).toEqual(['0 passed, 0 failed\n', 1]);
    expect(run(join(folder, 'missing.json'))).toEqual(['0 passed, 0 failed\n', 1]);
  });
});
