import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The process groups a test run has started, as files in a folder: Vitest may end its workers
 * without a word, and then only its main process can end what they have left.
 */
export function noteGroup(folder: string, pid: number): void {
  writeFileSync(join(folder, String(pid)), '');
}

/** The group has ended; its id may soon be another's. */
export function forgetGroup(folder: string, pid: number): void {
  rmSync(join(folder, String(pid)), { force: true });
}

/** Sends SIGKILL to a group. Harmless when it has ended. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}

/** Sends SIGKILL to every group that is still noted. */
export function killNotedGroups(folder: string): void {
  for (const name of readdirSync(folder)) killGroup(Number(name));
}
