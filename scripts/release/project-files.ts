import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RELEASES, type Recorded } from '../../test/releases/fixture.ts';

/** The text of each file that a release changes, by path. */
export type Files = ReadonlyMap<string, string>;

const Package = z.object({ version: z.string() });
const HostJson = z.object({
  extensions: z.object({ durableTask: z.object({ defaultVersion: z.string() }) }),
});

/** The version in package.json, and that of the histories in host.json. */
export function versionsIn(root: string): { readonly version: string; readonly histories: string } {
  const { version } = Package.parse(jsonOf(root, 'package.json'));
  const { extensions } = HostJson.parse(jsonOf(root, 'host.json'));
  return { version, histories: extensions.durableTask.defaultVersion };
}

/** The files that name the app's version, with the new one. */
export function withVersion(root: string, version: string): Files {
  const own = (text: string) => text.replace(/^( {2}"version": )"[^"]*"/m, `$1"${version}"`);
  // In the lock file the second one is that of the same package.
  const locked = (text: string) => own(text).replace(/^( {6}"version": )"[^"]*"/m, `$1"${version}"`);
  return new Map([
    ['package.json', own(textOf(root, 'package.json'))],
    ['package-lock.json', locked(textOf(root, 'package-lock.json'))],
  ]);
}

/** The files that name the version of the histories, with the new one. */
export function withHistories(root: string, histories: string): Files {
  const names = 'orchestrations/runtime/names.ts';
  return new Map([
    ['host.json', textOf(root, 'host.json').replace(/("defaultVersion": )"[^"]*"/, `$1"${histories}"`)],
    [names, textOf(root, names).replace(/(APP_VERSION = )'[^']*'/, `$1'${histories}'`)],
  ]);
}

/** The text of a file of the project. */
export function textOf(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Writes what a release changes. */
export function writeFiles(root: string, files: Files): void {
  for (const [path, text] of files) writeFileSync(join(root, path), text);
}

/** Writes the fixtures of a release, in place of what its folder held. Returns how many bytes. */
export function writeFixtures(version: string, recorded: readonly Recorded[], folder = RELEASES): number {
  const own = join(folder, version);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  let bytes = 0;
  for (const one of recorded) {
    const text = `${JSON.stringify(one)}\n`;
    writeFileSync(join(own, `${one.scenario}.json`), text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

function jsonOf(root: string, path: string): unknown {
  return JSON.parse(textOf(root, path));
}
