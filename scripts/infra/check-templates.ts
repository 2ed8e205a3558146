import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Compiles and lints main.bicep of `folder` and its modules with the Bicep compiler at `bicep`, and
 * returns what is wrong: its messages, and a main.json that is not what main.bicep compiles to.
 * With `write` that file is written instead.
 */
export function checkTemplates(bicep: string, folder: string, write = false): readonly string[] {
  const out = mkdtempSync(join(tmpdir(), 'infra-'));
  try {
    const compiled = join(out, 'main.json');
    // Compiling lints as well, main.bicep and every module that it uses.
    const problems = run(bicep, ['build', join(folder, 'main.bicep'), '--outfile', compiled]);
    if (problems.length > 0) return problems;
    const fresh = readFileSync(compiled, 'utf8');
    if (write) writeFileSync(join(folder, 'main.json'), fresh);
    if (readFileSync(join(folder, 'main.json'), 'utf8') === fresh) return [];
    return ['infra/main.json is not what infra/main.bicep compiles to: npm run infra:check -- --write'];
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/**
 * The compiler writes warnings and errors to stderr, one a line, and ends with 0 when there are
 * only warnings.
 */
function run(bicep: string, args: readonly string[]): readonly string[] {
  const { status, stderr, error } = spawnSync(bicep, args, { encoding: 'utf8' });
  const messages = (stderr ?? '').split('\n').filter((line) => line.trim() !== '');
  if (messages.length === 0 && (error || status !== 0))
    return [`bicep ${args[0]} ended with ${error?.message ?? status}`];
  return messages;
}
