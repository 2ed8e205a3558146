import { spawn } from 'node:child_process';
import { once } from 'node:events';

const MINUTE_MS = 60_000;

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  /** Both streams, in the order in which they came. */
  readonly printed: string;
  readonly seconds: number;
}

/** Where a command runs. */
export interface Place {
  readonly cwd: string;
  /** Folders that are searched before those of the machine. */
  readonly path?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a shell command as a person would in a new terminal: nothing of the npm script that runs
 * this reaches it. Ended after `minutes`.
 */
export async function runCommand(command: string, { cwd, path = [], env }: Place, minutes: number): Promise<Ended> {
  const began = performance.now();
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|INIT_CWD)/i.test(name));
  const machine = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  const child = spawn('sh', ['-c', command], {
    cwd,
    env: { ...Object.fromEntries(own), ...env, PATH: [...path, ...machine].join(':'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += String(chunk);
    });
  }
  const timer = setTimeout(() => {
    printed += `\nEnded: it took longer than ${minutes} minutes.\n`;
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  }, minutes * MINUTE_MS);
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  return { code, printed, seconds: Math.round((performance.now() - began) / 1_000) };
}
