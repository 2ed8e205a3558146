import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.ts';

/** A Node with the npm that comes with it. */
export interface NodeVersion {
  readonly node: string;
  readonly npm?: string;
}

/**
 * Installs a Node from its npm package into `folder`; the answer is the folder of its commands, to
 * be put on the path.
 */
export async function installNode(folder: string, versions: NodeVersion): Promise<string> {
  mkdirSync(folder, { recursive: true });
  // npm 11 runs install scripts only where they are allowed, and the one of `node` fetches the
  // binary.
  const manifest = { private: true, allowScripts: { node: true }, dependencies: versions };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  const install = 'npm install --no-audit --no-fund --prefer-offline --loglevel=error';
  const { code, printed } = await runCommand(install, { cwd: folder }, 5);
  if (code !== 0) throw new Error(`Node ${versions.node} could not be installed:\n${printed}`);
  return join(folder, 'node_modules/.bin');
}
