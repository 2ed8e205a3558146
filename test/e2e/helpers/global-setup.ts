import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPackage } from '../../../scripts/package/build-package.ts';
import { findFunc } from './find-func.ts';
import { killNotedGroups } from './process-groups.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder for this run. Its folder `app` is the package, as it is deployed. */
    runFolder: string;
    /** The `func` of the real host; null = the embedded one. */
    funcPath: string | null;
  }
}

const ROOT = resolve(import.meta.dirname, '../../..');

/**
 * Chooses the host, says which, and builds the package apart from its sources, their node_modules
 * and local.settings.json.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const func = findFunc(process.env);
  const embedded = 'the embedded one (no `func` on the path, and FUNC_PATH is not set)';
  console.log(`Host: ${func ? `the real one (Core Tools ${func.version}, ${func.path})` : embedded}`);
  const folder = mkdtempSync(join(tmpdir(), 'rmm-host-test-'));
  const groups = join(folder, 'groups');
  mkdirSync(groups);
  const clear = () => {
    if (!existsSync(folder)) return;
    killNotedGroups(groups);
    rmSync(folder, { recursive: true, maxRetries: 3 });
  };
  // After Ctrl-C no teardown is called.
  process.once('exit', clear);
  const { folder: built } = await buildPackage(ROOT, folder);
  renameSync(built, join(folder, 'app'));
  project.provide('runFolder', folder);
  project.provide('funcPath', func?.path ?? null);
  return clear;
}
