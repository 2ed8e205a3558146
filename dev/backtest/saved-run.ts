import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { HistoryCursor } from '../../shared/backtest/reading/history-cursor.ts';
import type { PastRow } from '../../shared/backtest/reading/past-row.ts';
import type { DirectoryAgent } from '../../shared/domain/devices/directory-agent.ts';
import type { ListCursor } from '../../shared/domain/lists/list-sweep.ts';
import { HOUR_MS } from '../../shared/durations.ts';

/** What an interrupted run must have been asked for, to be continued. */
export interface RunKey {
  /** A hash of account, policy and days: never the key itself. */
  readonly asked: string;
}

/** What was read so far. */
export interface SavedRun {
  /** When it began (epoch ms): the end of the period. */
  readonly startedAt: number;
  readonly agents: DirectoryAgent[];
  readonly rows: PastRow[];
  accountTimeZone?: string | undefined;
  agentsCursor?: ListCursor | undefined;
  cursor?: HistoryCursor | undefined;
}

const header = z.object({ version: z.literal(1), asked: z.string(), startedAt: z.number() });

/** What one request brought, as a line. Written by this file only. */
interface Line {
  readonly accountTimeZone?: string;
  readonly agents?: DirectoryAgent[];
  readonly agentsCursor?: ListCursor;
  readonly rows?: PastRow[];
  readonly cursor?: HistoryCursor;
}

/** An older run would miss a day of alerts and of ends. */
const USABLE_MS = 12 * HOUR_MS;

/**
 * A run in a file, one line for each lease: what is read survives a Ctrl-C and a crash. It holds
 * names of customers and devices, so only its owner may read it, and it goes when the report is
 * written.
 */
export class RunFile {
  readonly #path: string;
  readonly #key: RunKey;

  constructor(path: string, key: RunKey) {
    this.#path = path;
    this.#key = key;
  }

  /** Returns the run that was interrupted, or begins one. */
  open(now: number, { fresh }: { readonly fresh: boolean }): SavedRun & { readonly isContinued: boolean } {
    const kept = fresh ? undefined : this.#read();
    if (kept && now - kept.startedAt < USABLE_MS) return { ...kept, isContinued: true };
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const line = `${JSON.stringify({ version: 1, ...this.#key, startedAt: now })}\n`;
    writeFileSync(`${this.#path}.new`, line, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
    return { startedAt: now, agents: [], rows: [], isContinued: false };
  }

  /** Adds what one lease brought, for good. */
  add(line: Line): void {
    const file = openSync(this.#path, 'a', 0o600);
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    fsyncSync(file);
    closeSync(file);
  }

  /** It is of no more use. */
  remove(): void {
    rmSync(this.#path, { force: true });
  }

  #read(): SavedRun | undefined {
    if (!existsSync(this.#path)) return undefined;
    const [first = '', ...lines] = readFileSync(this.#path, 'utf8').split('\n');
    const begun = header.safeParse(jsonOf(first));
    if (!begun.success || begun.data.asked !== this.#key.asked) return undefined;
    const run: SavedRun = { startedAt: begun.data.startedAt, agents: [], rows: [] };
    for (const text of lines) {
      const line = jsonOf(text) as Line | undefined;
      // The line that was being written when the process died: what it held is read again.
      if (line === undefined) break;
      if (line.agents) run.agents.push(...line.agents);
      if (line.rows) run.rows.push(...line.rows);
      run.accountTimeZone = line.accountTimeZone ?? run.accountTimeZone;
      run.agentsCursor = line.agentsCursor ?? run.agentsCursor;
      run.cursor = line.cursor ?? run.cursor;
    }
    this.#rewriteIfTorn(lines, begun.data);
    return run;
  }

  /** What is added behind half a line would be lost with it. */
  #rewriteIfTorn(lines: readonly string[], begun: z.output<typeof header>): void {
    const whole = lines.slice(
      0,
      lines.findIndex((text) => jsonOf(text) === undefined),
    );
    if (whole.length === lines.length - 1 && lines.at(-1) === '') return;
    writeFileSync(`${this.#path}.new`, `${[JSON.stringify(begun), ...whole].join('\n')}\n`, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
