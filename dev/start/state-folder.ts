import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder that no other running process uses. */
export interface StateFolder {
  readonly path: string;
  /** Lets others use it. */
  release(): void;
}

/** Holds the id of the process that uses the folder. */
const OWNER = 'pid';

/**
 * Claims `name` below `root`, or `name-2`, `name-3` … while a running process has the ones before.
 * `empty` removes what an earlier run left there.
 */
export function claimStateFolder(root: string, name: string, { empty }: { empty: boolean }): StateFolder {
  for (let number = 1; ; number++) {
    const path = join(root, number === 1 ? name : `${name}-${number}`);
    mkdirSync(path, { recursive: true });
    if (!claim(join(path, OWNER))) continue;
    if (empty)
      for (const entry of readdirSync(path)) if (entry !== OWNER) rmSync(join(path, entry), { recursive: true });
    return { path, release: () => rmSync(join(path, OWNER), { force: true }) };
  }
}

function claim(owner: string): boolean {
  try {
    writeFileSync(owner, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isRunning(Number(readFileSync(owner, 'utf8')))) return false;
    // Its owner was killed before it could let go.
    writeFileSync(owner, String(process.pid));
    return true;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
