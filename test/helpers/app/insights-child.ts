// Sends one measurement to the Application Insights at RMM_ADDRESS, and prints what became of it.
// No other address can be found.
import dns from 'node:dns';
import { makeTelemetry } from '../../../shared/telemetry/telemetry.ts';

const { RMM_ADDRESS, RMM_SIGN_IN } = process.env;

Object.assign(dns, {
  lookup: (host: string, ...rest: unknown[]) => {
    const done = rest.at(-1) as (error: Error) => void;
    done(Object.assign(new Error(`${host} is not found`), { code: 'ENOTFOUND' }));
  },
});

const scopes: unknown[] = [];
const failures: string[] = [];
const credential = {
  getToken: async (asked: string | string[]) => {
    scopes.push(...[asked].flat());
    return { token: 'of-the-identity', expiresOnTimestamp: 4_102_444_800_000 };
  },
};
const connectionString = `InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=https://${RMM_ADDRESS}/`;
const targets = { insights: { connectionString, signIn: RMM_SIGN_IN === 'true' }, collector: false };
const { measure, flush } = makeTelemetry(targets, credential, (what) => failures.push(what));

measure('rmm.alerts.listed', 1, { code: 'queued' });
await flush();
console.log(`report ${JSON.stringify({ failures, scopes })}`);
process.exit(0);
