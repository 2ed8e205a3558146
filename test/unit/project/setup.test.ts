import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../../..');

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** Runs the misbehaving project as Vitest would, set-up file included, and answers its report. */
async function runMisbehavingProject(): Promise<z.infer<typeof Report>> {
  const project = join(root, 'test/fixtures/guards');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const folder = mkdtempSync(join(tmpdir(), 'guards-'));
  const outputFile = join(folder, 'report.json');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  try {
    const options = ['run', '--root', project, '--reporter=json', `--outputFile=${outputFile}`];
    await once(spawn(process.execPath, [vitest, ...options], { env, stdio: 'ignore' }), 'close');
    return Report.parse(JSON.parse(readFileSync(outputFile, 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('set-up file', () => {
  let report: z.infer<typeof Report>;

  beforeAll(async () => {
    report = await runMisbehavingProject();
  });

  function file(name: string) {
    const found = report.testResults.find((result) => basename(result.name) === name);
    if (!found) throw new Error(`${name} is not in the report`);
    return found;
  }

  it('lets a file pass that uses short timers, loopback and cleans up', () => {
    const { status, message } = file('clean.test.ts');

    expect({ status, message }).toEqual({ status: 'passed', message: '' });
  });

  it('fails a file that sets real timers over 100 ms, and names each', () => {
    const { status, message } = file('long-timers.test.ts');

    expect(status).toBe('failed');
    expect(message.match(/- .*/g)).toEqual([
      '- setTimeout of 101 ms at test/fixtures/guards/long-timers.test.ts:6',
      '- setInterval of 200 ms at test/fixtures/guards/long-timers.test.ts:7',
      '- AbortSignal.timeout of 300 ms at test/fixtures/guards/long-timers.test.ts:8',
      '- setTimeout of 400 ms at test/fixtures/guards/long-timers.test.ts:10',
      '- scheduler.wait of 500 ms at test/fixtures/guards/long-timers.test.ts:11',
      '- setTimeout of 600 ms at test/fixtures/guards/long-timers.test.ts:12',
    ]);
  });

  it('fails each test that reaches outside, even when the test shrugs the error off', () => {
    const failures = file('network.test.ts').assertionResults.map(({ title, failureMessages }) => [
      title,
      failureMessages.join().match(/- (\S+)/)?.[1],
    ]);

    expect(failures).toEqual([
      ['fetches from outside and shrugs it off', '192.0.2.1:80'],
      ['connects to outside and shrugs it off', 'api.example.com:443'],
      ['looks up a name outside and shrugs it off', 'vault.example.com'],
      ['stays at home', undefined],
    ]);
  });

  it('fails a file that leaves a server, a child process or an interval behind, and ends them', () => {
    const { status, message } = file('leaks.test.ts');

    expect(status).toBe('failed');
    expect(message).toContain('- setInterval at test/fixtures/guards/leaks.test.ts:9');
    expect(message).toContain('- server listening since test/fixtures/guards/leaks.test.ts:7');
    expect(message).toMatch(/- child process \d+: .* -e setInterval/);
  });
});
