import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildDashboard } from '../dashboard/build-dashboard.ts';
import { bundleApp } from './bundle.ts';
import { licencesOf } from './licences.ts';
import { zip } from './zip.ts';

/** What an upload may weigh; a host that starts cold fetches and unpacks it first. */
const MAX_ZIP_BYTES = 5_000_000;

/** Where a package is. */
export interface Package {
  /** What is deployed. */
  readonly folder: string;
  /** The same as one file. */
  readonly zip: string;
  /** The source maps, by the names of the files they belong to. */
  readonly maps: string;
  readonly zipBytes: number;
}

/**
 * Builds what is deployed into `target`: the folder `package` (bundle, dashboard, host.json, a package.json
 * without dependencies, the licences of what is bundled, and policy.json where the project has
 * one), the same as `package.zip`, and its source maps in `package-maps`.
 */
export async function buildPackage(root: string, target: string): Promise<Package> {
  const [folder, zipFile, maps] = ['package', 'package.zip', 'package-maps'].map((name) => join(target, name));
  if (folder === undefined || zipFile === undefined || maps === undefined) throw new TypeError('unreachable');
  for (const old of [folder, zipFile, maps]) rmSync(old, { recursive: true, force: true });
  mkdirSync(maps, { recursive: true });
  const metafile = await bundleApp(root, folder);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.map')))
    renameSync(join(folder, name), join(maps, name));
  const ofDashboard = await buildDashboard(root, join(folder, 'dashboard'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(root), null, 2)}\n`);
  writeFileSync(join(folder, 'licences.txt'), licencesOf(root, [...Object.keys(metafile.inputs), ...ofDashboard]));
  cpSync(join(root, 'host.json'), join(folder, 'host.json'));
  if (existsSync(join(root, 'policy.json'))) cpSync(join(root, 'policy.json'), join(folder, 'policy.json'));
  const packed = zip(filesIn(folder).map((path) => ({ path, content: readFileSync(join(folder, path)) })));
  if (packed.length > MAX_ZIP_BYTES) {
    throw new Error(`The package has ${packed.length} bytes, more than ${MAX_ZIP_BYTES}: what has been added to it?`);
  }
  writeFileSync(zipFile, packed);
  return { folder, zip: zipFile, maps, zipBytes: packed.length };
}

/** The paths of all files below, with forward slashes, in order. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/')).sort();
}

/** The worker reads `main` and `type`; everything the app uses is in the bundle. */
function manifest(root: string): object {
  const { name, version, license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { name, version, private: true, license, type: 'module', main: 'index.js', engines };
}
