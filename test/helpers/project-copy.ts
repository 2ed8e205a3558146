import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The project's own folder. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** What is no part of the project's text. */
const LEFT_OUT = ['node_modules', '.git', 'dist', '.data'];

/**
 * A copy of the project in a temporary folder, to change at will; its packages are the project's
 * own.
 */
export interface ProjectCopy {
  readonly folder: string;
  /** Every path in it; the link to the packages is one. */
  paths(): string[];
  /** Runs a script of the copy with this Node, and answers its exit code and what it printed. */
  run(...script: string[]): Promise<{ readonly code: unknown; readonly printed: string }>;
  remove(): void;
}

/** Copies the project. */
export function copyProject(): ProjectCopy {
  const folder = mkdtempSync(join(tmpdir(), 'project-copy-'));
  const entries = readdirSync(ROOT).filter((entry) => !LEFT_OUT.includes(entry));
  for (const entry of entries) cpSync(join(ROOT, entry), join(folder, entry), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    // The packages are everybody's: other tests write caches into them.
    paths: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('node_modules/')),
    run: (...script) => run(folder, script),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function run(cwd: string, script: readonly string[]): Promise<{ code: unknown; printed: string }> {
  // The copy's tests are no part of the run that may have started this one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const child = spawn(process.execPath, script, {
    cwd,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += String(chunk);
    });
  }
  const [code] = await once(child, 'close');
  return { code, printed };
}
