import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inject } from 'vitest';
import { forgetGroup, killGroup, noteGroup } from './process-groups.ts';
import { until } from './until.ts';

/**
 * A child process in a process group of its own, so that its own children can be ended with it; all
 * it prints is kept.
 */
export class ChildLog {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #groups = join(inject('runFolder'), 'groups');
  #text = '';
  #failure: string | undefined;

  constructor(command: string, args: readonly string[], options: Pick<SpawnOptions, 'cwd' | 'env'>) {
    this.#child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.#text += chunk.toString();
      });
    this.#child.once('error', (error) => {
      this.#failure = error.message;
    });
    const { pid } = this.#child;
    this.#exited = pid === undefined ? Promise.resolve() : once(this.#child, 'close');
    if (pid !== undefined) this.#note(pid);
  }

  /** Everything printed so far, to both streams. */
  get text(): string {
    return this.#text;
  }

  /** How it ended; undefined while it runs. */
  get ended(): string | undefined {
    const { exitCode, signalCode } = this.#child;
    if (this.#failure !== undefined) return this.#failure;
    return exitCode === null && signalCode === null ? undefined : `ended with ${signalCode ?? `exit code ${exitCode}`}`;
  }

  /**
   * The first match, once it is printed. Throws with the output when the process ends or `withinMs`
   * pass without it.
   */
  async printed(pattern: RegExp, withinMs: number): Promise<RegExpExecArray> {
    const match = await until(`${pattern} is printed`, () => pattern.exec(this.#text) ?? this.ended, withinMs);
    if (typeof match === 'string') throw new Error(`${match} without printing ${pattern}:\n${this.#text}`);
    return match;
  }

  /**
   * Ctrl-C for the process alone; its own children are its own affair. Throws when it has not ended
   * by `withinMs`.
   */
  async interrupt(withinMs: number): Promise<void> {
    this.#child.kill('SIGINT');
    await until('the end after SIGINT', () => this.ended, withinMs);
    await this.kill();
  }

  /** SIGKILL for it and whatever it started; resolves when it has ended. Idempotent. */
  async kill(): Promise<void> {
    const { pid } = this.#child;
    if (pid !== undefined) killGroup(pid);
    await this.#exited;
    if (pid !== undefined) forgetGroup(this.#groups, pid);
  }

  #note(pid: number): void {
    try {
      noteGroup(this.#groups, pid);
    } catch (error) {
      // The run is being ended and its folder is gone.
      killGroup(pid);
      throw error;
    }
  }
}
