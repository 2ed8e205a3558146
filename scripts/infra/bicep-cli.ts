import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Pinned: another version writes another main.json. */
const BICEP_VERSION = '0.49.2';

const PACKAGE = 'Azure.Bicep.CommandLine.linux-x64';
const BINARY_SHA256 = '0ab9de90c2493f206f8281bae74f9ee2d5ed3605548dab1adf41fef185e1f7c5';

/** The package has 115 MB; without the internet NuGet tries for minutes. */
const FETCH_TIMEOUT_MS = 300_000;

/** The compiler, or why there is none. */
export type BicepCli = { readonly path: string } | { readonly missing: string };

/**
 * The Bicep compiler: the one that `BICEP_PATH` names, else the pinned package from NuGet, restored
 * by `dotnet` into `cache` and compared with its checksum. Throws when what was restored is not
 * what was pinned.
 */
export function findBicep(
  env: Readonly<Record<string, string | undefined>>,
  cache: string,
  machine = `${process.platform} ${process.arch}`,
): BicepCli {
  const { BICEP_PATH: own } = env;
  if (own) return ownBicep(own);
  if (machine !== 'linux x64')
    return { missing: `the pinned Bicep is for Linux x64; set BICEP_PATH to Bicep ${BICEP_VERSION}` };
  const path = join(cache, PACKAGE.toLowerCase(), BICEP_VERSION, 'tools/bicep');
  if (!existsSync(path)) {
    const failed = restore(cache, env);
    if (failed !== undefined) return { missing: failed };
  }
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (sum !== BINARY_SHA256) throw new Error(`${path} has the checksum ${sum}, not ${BINARY_SHA256}: delete it`);
  return { path };
}

function ownBicep(path: string): BicepCli {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (stdout?.includes(` ${BICEP_VERSION} `)) return { path };
  return { missing: `BICEP_PATH names no Bicep ${BICEP_VERSION}` };
}

/** Returns why it could not be restored, if so. */
function restore(cache: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  mkdirSync(cache, { recursive: true });
  const project = join(cache, 'bicep.csproj');
  writeFileSync(
    project,
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net8.0</TargetFramework><RestorePackagesPath>${cache}</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageDownload Include="${PACKAGE}" Version="[${BICEP_VERSION}]" /></ItemGroup>
</Project>
`,
  );
  const options = { env: { ...env }, timeout: FETCH_TIMEOUT_MS };
  const { error, status } = spawnSync('dotnet', ['restore', project], options);
  if (error && 'code' in error && error.code === 'ENOENT') return 'dotnet, which fetches Bicep, is not installed';
  return status === 0 ? undefined : 'dotnet could not fetch Bicep from NuGet';
}
