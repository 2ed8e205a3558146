import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';

/** A table service of one's own. */
export interface Azurite extends AsyncDisposable {
  readonly connectionString: string;
  readonly port: number;
  /** Ends the process and waits for that; with a folder its rows are written first. Idempotent. */
  stop(): Promise<void>;
}

export interface AzuriteOptions {
  /** Where its rows are kept; default in memory only. */
  readonly folder?: string;
  /**
   * In a process group of its own, so that Ctrl-C in a terminal reaches only this process, which
   * can then stop what uses the tables before the tables.
   */
  readonly ownGroup?: boolean;
}

/** The account every Azurite knows; the key is published in its documentation. */
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Between choosing a free port and listening on it, another program may take it. */
const TRIES = 5;

/**
 * Starts Azurite's table service on a free port of 127.0.0.1. Throws with its output when it does
 * not start.
 */
export async function startAzurite(options: AzuriteOptions = {}): Promise<Azurite> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = launch(port, options);
    const failure = await startFailure(child);
    if (failure === undefined) return running(child, port, options);
    if (attempt === TRIES) throw new Error(`Azurite did not start: ${failure}`);
  }
}

function launch(port: number, { folder, ownGroup = false }: AzuriteOptions): ChildProcess {
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/table/main.js');
  const where = folder === undefined ? ['--inMemoryPersistence'] : ['--location', folder];
  const options = [...where, '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  const child = spawn(process.execPath, [main, ...options, '--tablePort', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: ownGroup,
    windowsHide: true,
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.removeListener('exit', killWithUs));
  return child;
}

/** Resolves with undefined once the service listens, or with what it printed before it ended. */
async function startFailure(child: ChildProcess): Promise<string | undefined> {
  let printed = '';
  return await new Promise((resolve) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('successfully started')) resolve(undefined);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code) => resolve(`exit code ${code}: ${printed}`));
  });
}

function running(child: ChildProcess, port: number, { folder }: AzuriteOptions): Azurite {
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    // Azurite's own word for an orderly end; it writes its rows then. Nothing in memory is worth
    // the wait.
    if (folder === undefined || !child.connected) child.kill('SIGKILL');
    else child.send('shutdown');
    await ended;
  };
  const endpoint = `TableEndpoint=http://127.0.0.1:${port}/${ACCOUNT}`;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${ACCOUNT_KEY};${endpoint};`;
  return { connectionString, port, stop, [Symbol.asyncDispose]: stop };
}

/**
 * A port of 127.0.0.1 that is free now; another program may take it before it is used, so callers
 * retry.
 */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}
