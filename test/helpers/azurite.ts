import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';

/** A table service of one's own, empty and in memory. */
export interface Azurite extends AsyncDisposable {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** The account every Azurite knows; the key is published in its documentation. */
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Between choosing a free port and listening on it, another program may take it. */
const TRIES = 5;

/** Starts Azurite's table service on a free port of 127.0.0.1. Throws with its output when it does not start. */
export async function startAzurite(): Promise<Azurite> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = launch(port);
    const failure = await startFailure(child);
    if (failure === undefined) return running(child, port);
    if (attempt === TRIES) throw new Error(`Azurite did not start: ${failure}`);
  }
}

function launch(port: number): ChildProcess {
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/table/main.js');
  const options = ['--inMemoryPersistence', '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  return spawn(process.execPath, [main, ...options, '--tablePort', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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

function running(child: ChildProcess, port: number): Azurite {
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const stop = async () => {
    process.removeListener('exit', killWithUs);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const endpoint = `TableEndpoint=http://127.0.0.1:${port}/${ACCOUNT}`;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${ACCOUNT_KEY};${endpoint};`;
  return { connectionString, stop, [Symbol.asyncDispose]: stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}
