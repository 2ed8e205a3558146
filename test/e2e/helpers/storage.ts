import { createRequire } from 'node:module';
import { ChildLog } from './child-log.ts';
import { type Gate, openGate } from './gate.ts';

/** Azurite with everything the real host needs: blobs, queues and tables. */
export interface Storage {
  readonly connectionString: string;
  /** From now on every connection is refused, and open ones are cut, until `comeBack`. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
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
    const gates: Gate[] = [];
    for (const service of SERVICES) {
      const listening = new RegExp(
        `Azurite ${service} service is successfully listening at http://127\\.0\\.0\\.1:(\\d+)`,
      );
      const [, port] = await child.printed(listening, START_MS);
      const gate = await openGate(Number(port));
      gates.push(gate);
      endpoints.push(`${service}Endpoint=http://127.0.0.1:${gate.port}/${ACCOUNT}`);
    }
    const account = `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${ACCOUNT_KEY}`;
    const goAway = async () => void (await Promise.all(gates.map((gate) => gate.shut())));
    return {
      connectionString: `${account};${endpoints.join(';')};`,
      goAway,
      comeBack: async () => void (await Promise.all(gates.map((gate) => gate.open()))),
      async stop() {
        await goAway();
        // Nothing in memory is worth an orderly end.
        await child.kill();
      },
    };
  } catch (error) {
    await child.kill();
    throw error;
  }
}
