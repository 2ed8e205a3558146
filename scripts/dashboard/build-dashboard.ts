import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BuildOptions, build, stop } from 'esbuild';
import { playbooks } from '../../shared/playbooks/index.ts';

/** Where the app serves the files; `api` is the route prefix of the Functions host. */
const SERVED_AT = '/api/dashboard';

/** What a browser must be able to run: two years old or younger. */
const TARGETS = ['chrome120', 'firefox121', 'safari17.2'];

/** The pages: each names the files it loads in braces. */
const PAGES = ['index.html', 'frame.html'];

/**
 * Builds the dashboard from `web/` into `target`, which is emptied first: pages, and scripts and
 * styles with a hash in their names, and each file packed as well. Returns the files that went into
 * it, for their licences.
 */
export async function buildDashboard(root: string, target: string): Promise<readonly string[]> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  try {
    const app = await build(options(root, target, ['web/main.tsx'], 'esm'));
    // A script of a page without an origin can be no module.
    const frame = await build(options(root, target, ['web/frame/frame.ts'], 'iife'));
    const built = [app, frame].flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {}));
    for (const page of PAGES) writeFileSync(join(target, page), withNames(root, page, built.map(nameOf)));
    cpSync(join(root, 'web', 'icon.svg'), join(target, 'icon.svg'));
    pack(target);
    return Object.keys(app.metafile?.inputs ?? {});
  } finally {
    // Its service would go on running.
    await stop();
  }
}

function options(root: string, target: string, entryPoints: string[], format: 'esm' | 'iife'): BuildOptions {
  return {
    ...{ absWorkingDir: root, entryPoints, format, target: TARGETS },
    ...{ outdir: target, entryNames: '[name]-[hash]', bundle: true, minify: true, metafile: true },
    tsconfig: join(root, 'web', 'tsconfig.json'),
    // Their definitions hold all that recognises alerts: a browser needs no more than the labels.
    define: { PLAYBOOK_LABELS: JSON.stringify(Object.fromEntries(playbooks.map(({ name, label }) => [name, label]))) },
    legalComments: 'none',
    logLevel: 'warning',
  };
}

/** Here and not by the app: the first page to open would wait for it, most of a second. */
function pack(folder: string): void {
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(folder, `${name}.gzip`), gzipSync(content, { level: 9 }));
  }
}

const nameOf = (path: string) => basename(path);

function withNames(root: string, page: string, names: readonly string[]): string {
  const template = readFileSync(join(root, 'web', page), 'utf8');
  return template.replace(/\{([\w-]+)\.(js|css)\}/g, (_all, stem: string, ending: string) => {
    const name = names.find((one) => one.startsWith(`${stem}-`) && one.endsWith(`.${ending}`));
    if (name === undefined) throw new Error(`web/${page} names ${stem}.${ending}, which was not built.`);
    return `${SERVED_AT}/${name}`;
  });
}
