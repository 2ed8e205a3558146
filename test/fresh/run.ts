// `npm run test:fresh`: the commands of README in clean clones of what is committed, on each Node
// that a newcomer may have, with the npm that comes with it. Each must end well and without a
// warning; on a Node that is too old, one line says what is used instead. Needs the npm registry
// for the packages, and nothing else outside of this machine.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Ended, runCommand } from './command.ts';
import { installNode, type NodeVersion } from './install-node.ts';

const ROOT = resolve(import.meta.dirname, '../..');

const MACHINES: readonly (NodeVersion & { readonly isTooOld?: true })[] = [
  { node: '20.20.2', npm: '10.8.2', isTooOld: true },
  { node: '22.19.0', npm: '10.9.3' },
  { node: '24.21.0', npm: '11.19.1' },
];

const INSTALL = 'npm ci';
const PLAY = 'npm start -- --once';
/** README says `npm test`; all of it takes minutes. */
const SAMPLE = 'npm test -- test/unit/shared';

/** Warnings and errors of npm, and warnings of Node, which begin with `(node:123)`. */
const UNWANTED = /^npm (?:warn|error|ERR!)|^\(node:\d+\)|EBADENGINE/im;
const ONE_LINE = /^Your Node .* is older than .*$/gm;

const folder = mkdtempSync(join(tmpdir(), 'rmm-fresh-'));
try {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  for (const command of [INSTALL, PLAY]) {
    if (!new RegExp(`^${command}$`, 'm').test(readme)) throw new Error(`README does not ask people to run ${command}`);
  }
  for (const { isTooOld = false, ...versions } of MACHINES) await tryOn(versions, isTooOld);
  console.log('\nEvery command ends well on every machine.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function tryOn({ node, npm }: NodeVersion, isTooOld: boolean): Promise<void> {
  const clone = join(folder, `clone-${node}`);
  const bin = await installNode(join(folder, `node-${node}`), npm === undefined ? { node } : { node, npm });
  const cloned = await runCommand(`git clone --quiet --depth 1 'file://${ROOT}' '${clone}'`, { cwd: folder }, 1);
  if (cloned.code !== 0) throw new Error(`The project could not be cloned:\n${cloned.printed}`);
  const place = { cwd: clone, path: [bin], env: { npm_config_prefer_offline: 'true' } };
  const used = await runCommand('echo "Node $(node --version), npm $(npm --version)"', place, 1);
  if (used.printed.trim() !== `Node v${node}, npm ${npm}`) throw new Error(`This is not the machine: ${used.printed}`);
  console.log(`\n${used.printed.trim()}`);

  const installed = await step(INSTALL, place);
  const said = installed.printed.match(ONE_LINE) ?? [];
  if (said.length !== (isTooOld ? 1 : 0)) throw new Error(`${said.length} lines about Node:\n${installed.printed}`);
  await step(PLAY, place);
  await step(SAMPLE, place);
}

async function step(command: string, place: Parameters<typeof runCommand>[1]): Promise<Ended> {
  const ended = await runCommand(command, place, 10);
  const { code, printed, seconds } = ended;
  if (code !== 0 || UNWANTED.test(printed)) throw new Error(`${command} ended with ${code}:\n${printed}`);
  console.log(`  ${command}: ok, ${seconds} s`);
  return ended;
}
