import { spawnSync } from 'node:child_process';

/** Azure Functions Core Tools, which run the real host. */
export interface CoreTools {
  readonly path: string;
  readonly version: string;
}

/**
 * The Core Tools that `FUNC_PATH` names or, without it, the `func` on the path; undefined when
 * there are none. Throws when `FUNC_PATH` names something else, and when there are none though
 * `REQUIRE_FUNC=1` asks for them.
 */
export function findFunc({ FUNC_PATH, REQUIRE_FUNC }: NodeJS.ProcessEnv): CoreTools | undefined {
  const path = FUNC_PATH?.trim() || 'func';
  const { status, stdout, error } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  const version = status === 0 ? stdout.trim() : undefined;
  if (version?.startsWith('4.')) return { path, version };
  const why = version === undefined ? (error?.message ?? `exit code ${status}`) : `its version is ${version}`;
  const problem = `${path} is not version 4 of Azure Functions Core Tools: ${why}`;
  if (FUNC_PATH?.trim() || REQUIRE_FUNC === '1') throw new Error(problem);
  return undefined;
}
