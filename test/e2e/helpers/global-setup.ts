import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findFunc } from './find-func.ts';
import { killNotedGroups } from './process-groups.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder for this run. Its folder `app` has what a deployment has: the built app, package.json, host.json, dependencies. */
    runFolder: string;
    /** The `func` of the real host; null = the embedded one. */
    funcPath: string | null;
  }
}

const ROOT = resolve(import.meta.dirname, '../../..');

/** Chooses the host, says which, and lays out the built app apart from its sources and from local.settings.json. */
export function setup(project: TestProject): () => void {
  const func = findFunc(process.env);
  const embedded = 'the embedded one (no `func` on the path, and FUNC_PATH is not set)';
  console.log(`Host: ${func ? `the real one (Core Tools ${func.version}, ${func.path})` : embedded}`);
  if (!existsSync(join(ROOT, 'dist/functions'))) throw new Error('The app is not built; use `npm run test:host`.');
  const folder = mkdtempSync(join(tmpdir(), 'rmm-host-test-'));
  const [app, groups] = [join(folder, 'app'), join(folder, 'groups')];
  mkdirSync(app);
  mkdirSync(groups);
  const clear = () => {
    if (!existsSync(folder)) return;
    killNotedGroups(groups);
    rmSync(folder, { recursive: true, maxRetries: 3 });
  };
  // After Ctrl-C no teardown is called.
  process.once('exit', clear);
  for (const name of ['dist', 'host.json', 'package.json'])
    cpSync(join(ROOT, name), join(app, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(app, 'node_modules'), 'dir');
  project.provide('runFolder', folder);
  project.provide('funcPath', func?.path ?? null);
  return clear;
}
