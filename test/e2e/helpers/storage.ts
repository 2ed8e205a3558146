import { createRequire } from 'node:module';
import { ChildLog } from './child-log.ts';

/** Azurite with everything the real host needs: blobs, queues and tables. */
export interface Storage {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** The account every Azurite knows; the key is published in its documentation. */
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const SERVICES = ['Blob', 'Queue', 'Table'] as const;

const START_MS = 30_000;

/**
 * Starts Azurite, in memory, on free ports of 127.0.0.1. Throws with its output when it does not
 * start.
 */
export async function startStorage(): Promise<Storage> {
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
  const ports = SERVICES.flatMap((service) => [`--${service.toLowerCase()}Port`, '0']);
  const options = ['--inMemoryPersistence', '--silent', '--disableTelemetry', '--skipApiVersionCheck', ...ports];
  const child = new ChildLog(process.execPath, [main, ...options], { env: process.env });
  try {
    const endpoints: string[] = [];
    for (const service of SERVICES) {
      const listening = new RegExp(
        `Azurite ${service} service is successfully listening at (http://127\\.0\\.0\\.1:\\d+)`,
      );
      const [, origin] = await child.printed(listening, START_MS);
      endpoints.push(`${service}Endpoint=${origin}/${ACCOUNT}`);
    }
    const account = `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${ACCOUNT_KEY}`;
    // Nothing in memory is worth an orderly end.
    return { connectionString: `${account};${endpoints.join(';')};`, stop: () => child.kill() };
  } catch (error) {
    await child.kill();
    throw error;
  }
}
