// `npm run package:settings -- FOLDER [COPY]`: writes into a deployment package what depends on
// where it is deployed: host.json for the backend (DURABLE_BACKEND), and policy.json: the one of
// this project, if there is one, with POLICY_TIME_ZONE and POLICY_TECHNICIAN_EMAIL where it leaves
// them open. With COPY into a copy of the folder: azd builds once more after its hook, which
// empties dist/.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deployedPolicy } from './deploy/deployed-policy.ts';
import { backendOf, hostJson } from './host-json.ts';

const root = resolve(import.meta.dirname, '..');
const [folder, copy] = process.argv.slice(2);
const { DURABLE_BACKEND, POLICY_TIME_ZONE: timeZone, POLICY_TECHNICIAN_EMAIL: technicianEmail } = process.env;

const readJson = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'));

function write(from: string, into: string): void {
  const backend = backendOf(DURABLE_BACKEND);
  const own = resolve(root, 'policy.json');
  const policy = deployedPolicy(existsSync(own) ? readJson(own) : {}, { timeZone, technicianEmail });
  const host = hostJson(readJson(resolve(root, 'host.json')), backend);
  if (into !== from) {
    rmSync(into, { recursive: true, force: true });
    cpSync(from, into, { recursive: true });
  }
  writeFileSync(resolve(into, 'host.json'), `${JSON.stringify(host, undefined, 2)}\n`);
  writeFileSync(resolve(into, 'policy.json'), policy);
  console.log(`${into}: host.json for the backend ${backend}, and policy.json.`);
}

if (folder === undefined || !existsSync(folder)) {
  console.error('Name the folder of the deployment package: npm run package:settings -- FOLDER [COPY]');
  process.exitCode = 1;
} else {
  try {
    write(folder, copy ?? folder);
  } catch (error) {
    console.error(`Not written: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
