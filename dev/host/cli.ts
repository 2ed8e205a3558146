// `node dev/host/cli.ts [APP_FOLDER] [--port N] [--store FILE]`: runs a built app on the embedded
// host, as `func start` does on the real one. Knows the app only by its folder: package.json names
// the entry, host.json the durable settings.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { LogSink } from './functions/invoke.ts';
import { startHost } from './host.ts';
import { applyJobHostVariables } from './host-json.ts';
import { SqliteStore } from './store/sqlite-store.ts';

const USAGE = `node dev/host/cli.ts [APP_FOLDER] [--port N] [--store FILE]
  APP_FOLDER   has package.json (its "main" is the built app) and host.json; default: this folder
  --port N     default 7071; 0 = any free port
  --store FILE keeps the task hub in this SQLite file, so that the next start goes on where this one ended; default: in memory
Settings are read from the environment. Ctrl-C ends it at once, as the real host does.`;

const HIGHEST_PORT = 65_535;

const print: LogSink = ({ level, message, functionName }) =>
  console.log(`[${level}]${functionName === undefined ? '' : ` ${functionName}:`} ${message}`);

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function run(): Promise<void> {
  const { folder, port, storeFile, help } = readArguments();
  if (help) return console.log(USAGE);
  const files = entryFiles(folder);
  const hostJson = applyJobHostVariables(readJson(join(folder, 'host.json')), process.env);
  // Relative paths in settings count from the app folder, where `func start` runs.
  process.chdir(folder);
  const load = createRequire(join(folder, 'package.json'));
  const host = await startHost({
    // The app registers itself when its entry is loaded, like in the real worker; `require` because
    // that must be over at once.
    register: () => {
      for (const file of files) load(file);
    },
    port,
    hostJson,
    settings: process.env,
    log: print,
    ...(storeFile !== undefined && { store: new SqliteStore(storeFile) }),
  });
  console.log(`Embedded Functions host listening on ${host.url} (app: ${folder})`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // What the app still has open must not keep the process.
    process.once(signal, () => void host.stop().finally(() => process.exit(0)));
  }
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' }, store: { type: 'string' }, help: { type: 'boolean' } },
  });
  const port = Number(values.port ?? 7071);
  if (!Number.isInteger(port) || port < 0 || port > HIGHEST_PORT || positionals.length > 1) throw new Error(USAGE);
  const storeFile = values.store === undefined ? undefined : resolve(values.store);
  return { folder: resolve(positionals[0] ?? '.'), port, storeFile, help: values.help ?? false };
}

/**
 * The files that `main` in package.json names: one, or a glob pattern. Throws when there is none.
 */
function entryFiles(folder: string): string[] {
  const { main } = z.object({ main: z.string() }).parse(readJson(join(folder, 'package.json')));
  const files = existsSync(join(folder, main)) ? [main] : globSync(main, { cwd: folder }).sort();
  if (files.length === 0)
    throw new Error(`"main" in ${join(folder, 'package.json')} names no file: ${main}. Is it built?`);
  return files.map((file) => join(folder, file));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
