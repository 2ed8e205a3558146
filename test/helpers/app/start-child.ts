import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../../../dev/start.ts', import.meta.url));

/** A run of `npm start`, or of another entry, as a process of its own. */
export interface StartChild extends AsyncDisposable {
  /** Everything printed so far, to both streams. */
  output(): string;
  /**
   * Resolves with the first match once it is printed; rejects with the output when the process ends
   * without it.
   */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ctrl-C. Resolves with the exit code. */
  interrupt(): Promise<number | null>;
  /** What a SIGTERM to npm comes to. Resolves when nothing prints any more. */
  endShell(): Promise<void>;
  readonly exited: Promise<number | null>;
}

/**
 * Starts `dev/start.ts`, or another entry, in `folder`; with `npm_lifecycle_event` in a shell, as
 * npm does. No setting of the surroundings reaches it, only those in `settings`.
 */
export function startChild(
  folder: string,
  args: string[],
  settings: Record<string, string> = {},
  entry = ENTRY,
): StartChild {
  const { PATH = '', SystemRoot = '' } = process.env;
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', entry, ...args];
  const [command = '', ...rest] = settings.npm_lifecycle_event ? ['sh', '-c', '"$@"; exit', 'sh', ...node] : node;
  const child = spawn(command, rest, {
    cwd: folder,
    env: { PATH, SystemRoot, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  const report = () => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      report();
    });
  }
  let ended = false;
  const exited = once(child, 'close').then(() => {
    ended = true;
    report();
    return child.exitCode;
  });
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const inspection = () => {
        const match = pattern.exec(text);
        if (match) resolve(match);
        else if (ended) reject(new Error(`Ended without printing ${pattern}:\n${text}`));
        if (match || ended) listeners.delete(inspection);
      };
      listeners.add(inspection);
      inspection();
    });
  const interrupt = () => {
    child.kill('SIGINT');
    return exited;
  };
  return {
    output: () => text,
    printed,
    interrupt,
    endShell: async () => {
      child.kill('SIGTERM');
      await exited;
    },
    exited,
    [Symbol.asyncDispose]: async () => void (await interrupt()),
  };
}
