import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** The command, as `npm run release -- …` runs it. */
async function release(...args: string[]): Promise<{ code: number; printed: string }> {
  const node = ['--disable-warning=ExperimentalWarning', 'scripts/release.ts', ...args];
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  try {
    const { stdout, stderr } = await run(process.execPath, node, { cwd: root, env });
    return { code: 0, printed: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, printed: stdout + stderr };
  }
}

const written = () => [
  ...['package.json', 'package-lock.json', 'CHANGELOG.md', 'host.json'].map((file) =>
    readFileSync(join(root, file), 'utf8'),
  ),
  ...readdirSync(join(root, 'test/fixtures/releases')),
];

describe('npm run release', () => {
  it('says with --dry-run what it would write, and writes nothing', async () => {
    const before = written();

    const { code, printed } = await release('9.0.0', '--histories', '--dry-run');

    expect({ code, printed }).toMatchObject({ code: 0 });
    expect(printed).toMatch(/release: 9\.0\.0, histories \d+\.\d+\n/);
    for (const file of ['package.json', 'CHANGELOG.md', 'host.json', 'releases/9.0.0/ (9 scenarios)'])
      expect(printed).toContain(file);
    expect(written()).toEqual(before);
  }, 180_000);

  it('refuses an older version in a sentence', async () => {
    const { code, printed } = await release('0.0.1', '--dry-run');

    expect([code, printed]).toEqual([1, expect.stringContaining('release: 0.0.1 is older than')]);
  });
});
