// `npm run test:node`: a sample of the tests on Node 22, on which the app may run as well; all
// others run on the pinned one. The sample starts the package on it (package.test.ts). A step of
// `.ci/run`; takes another version where one is given: `npm run test:node -- 24.18.1`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installNode } from './install-node.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The package on a host, HTTP in both directions, virtual time, a real table service. */
const SAMPLE = [
  'app/whole/package',
  'contract/request-json',
  'contract/storage/storage-table',
  'host/cli',
  'unit/shared',
];

/**
 * Not the oldest that the app runs on: in Vitest, the embedded host does not load there (Node 22.19
 * loses a module of a `require`).
 */
const NODE_22 = '22.23.3';

const [version = NODE_22] = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'rmm-node-'));
try {
  const node = join(await installNode(folder, { node: version }), 'node');
  console.log(`Node ${spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()}`);
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  process.exitCode = spawnSync(node, [vitest, 'run', ...SAMPLE], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
