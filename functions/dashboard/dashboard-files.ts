import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/** One built file, as it is sent. */
export interface DashboardFile {
  readonly type: string;
  readonly etag: string;
  /** Its name holds a hash of its content: another content has another name. */
  readonly isImmutable: boolean;
  /** Its bytes; `br` and `gzip` are made with their first use. */
  bytes(encoding: Encoding | undefined): Promise<Uint8Array>;
}

/** What a browser may ask for. */
export type Encoding = 'br' | 'gzip';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
};

/** esbuild's hash: eight capitals and digits. */
const WITH_HASH = /-[A-Z0-9]{8}\.\w+$/;

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };

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
  const names = entries.filter((entry) => entry.isFile() && typeOf(entry.name)).map(({ name }) => name);
  const files = names.map(async (name) => [name, fileOf(name, await readFile(join(folder, name)))] as const);
  return new Map(await Promise.all(files));
}

function fileOf(name: string, content: Buffer): DashboardFile {
  const packed: Partial<Record<Encoding, Promise<Uint8Array>>> = {};
  return {
    type: typeOf(name) ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    isImmutable: WITH_HASH.test(name),
    async bytes(encoding) {
      if (!encoding) return content;
      packed[encoding] ??= compress[encoding](content);
      return packed[encoding];
    },
  };
}

function typeOf(name: string): string | undefined {
  return TYPES[name.slice(name.lastIndexOf('.') + 1)];
}
