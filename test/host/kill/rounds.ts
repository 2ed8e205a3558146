import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface KillReport {
  kills: number;
  /** How often the whole load had to be run to be killed that often. */
  loads: number;
  /** Outcomes of every finished load, as JSON texts. */
  outcomes: string[];
  /** Executions of each activity, per load. */
  activities: Map<string, number>[];
}

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/** A small generator (mulberry32), so that a run can be repeated from its seed. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Kills a host with SIGKILL at random moments within `withinMs` of its being ready, `kills` times,
 * starting it again on the same file each time; a load that finishes is followed by a fresh one,
 * the last is left to finish.
 */
export async function killRounds(
  kills: number,
  instances: number,
  withinMs: number,
  seed: number,
): Promise<KillReport> {
  const random = seededRandom(seed);
  const report: KillReport = { kills: 0, loads: 0, outcomes: [], activities: [] };
  while (report.kills < kills) {
    const folder = mkdtempSync(join(tmpdir(), 'kill-'));
    const log = join(folder, 'activities.log');
    report.loads += 1;
    try {
      for (let outcome: string | undefined; outcome === undefined; ) {
        const killAfterMs = report.kills < kills ? random() * withinMs : undefined;
        outcome = await runOnce([join(folder, 'hub.db'), log, String(instances)], killAfterMs);
        if (outcome === undefined) report.kills += 1;
        else report.outcomes.push(outcome);
      }
      report.activities.push(countLines(log));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return report;
}

/**
 * Runs one host until it is done (its outcome) or killed (undefined). Rejects when it ends in any
 * other way.
 */
function runOnce(args: string[], killAfterMs: number | undefined): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, ...args]);
    let output = '';
    let errors = '';
    let timer: NodeJS.Timeout | undefined;
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdout.on('data', (chunk) => {
      const wasReady = output.includes('ready');
      output += chunk;
      if (!wasReady && output.includes('ready') && killAfterMs !== undefined) timer = killLater(child, killAfterMs);
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const outcome = /^done (.*)$/m.exec(output)?.[1];
      if (outcome !== undefined) resolve(outcome);
      else if (signal === 'SIGKILL') resolve(undefined);
      else reject(new Error(`The host ended with code ${code}:\n${errors}`));
    });
  });
}

function killLater(child: ChildProcess, afterMs: number): NodeJS.Timeout {
  return setTimeout(() => child.kill('SIGKILL'), afterMs);
}

function countLines(file: string): Map<string, number> {
  const counts = new Map<string, number>();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  for (const line of lines.filter((text) => text !== '')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
