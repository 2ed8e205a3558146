import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentEtag } from '../http/parts/etags.ts';

/** One built file, as it is sent. */
export interface DashboardFile {
  readonly type: string;
  readonly etag: string;
  /** Its name holds a hash of its content: another content has another name. */
  readonly isImmutable: boolean;
  readonly content: Uint8Array;
  /** The same as the build has packed it. */
  readonly packed: Readonly<Partial<Record<Encoding, Uint8Array>>>;
}

/** What a browser may ask for, the smaller first. */
export const encodings = ['br', 'gzip'] as const;

/** As above. */
export type Encoding = (typeof encodings)[number];

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
};

/** esbuild's hash: eight capitals and digits. */
const WITH_HASH = /-[A-Z0-9]{8}\.\w+$/;

/**
 * Where the build puts the files, seen from this module: beside the bundle of a package, in `dist`
 * beside the compiled app, and in `dist` of the project for the sources.
 */
const PLACES = ['./dashboard/', '../../dashboard/', '../../dist/dashboard/'];

/** Returns the folder of the built files (`given`, when there is one), or undefined without any. */
export function builtDashboard(given?: string): string | undefined {
  const folders = given === undefined ? PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))) : [given];
  return folders.find((folder) => existsSync(join(folder, 'index.html')));
}

/** Reads the built files, by their names; a name that is not among them does not exist. */
export async function readDashboard(folder: string): Promise<ReadonlyMap<string, DashboardFile>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const all = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name));
  const names = [...all].filter((name) => typeOf(name));
  const read = async (name: string) => {
    const packed = encodings.filter((encoding) => all.has(`${name}.${encoding}`));
    const parts = packed.map(
      async (encoding) => [encoding, await readFile(join(folder, `${name}.${encoding}`))] as const,
    );
    return [
      name,
      fileOf(name, await readFile(join(folder, name)), Object.fromEntries(await Promise.all(parts))),
    ] as const;
  };
  return new Map(await Promise.all(names.map(read)));
}

function fileOf(name: string, content: Buffer, packed: DashboardFile['packed']): DashboardFile {
  return {
    type: typeOf(name) ?? 'application/octet-stream',
    etag: contentEtag(content),
    isImmutable: WITH_HASH.test(name),
    ...{ content, packed },
  };
}

function typeOf(name: string): string | undefined {
  return TYPES[name.slice(name.lastIndexOf('.') + 1)];
}
