import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile, stop } from 'esbuild';
import { lazyRequires, zodByName } from './bundle-plugins.ts';

/** esbuild's output is an ES module, in which bundled CommonJS code finds no `require`. */
const REQUIRE =
  "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);";

/**
 * Bundles the app with everything it uses into `folder`: `index.js`, and beside it what is loaded
 * when it is needed. `@azure/functions-core` stays outside: the Functions worker brings it. Source
 * maps are written and nothing points to them. Names of functions stay readable in stack traces.
 */
export async function bundleApp(root: string, folder: string): Promise<Metafile> {
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  try {
    const { metafile } = await build({ ...options(root, folder, engines.node), metafile: true });
    return metafile;
  } finally {
    // Its service would go on running.
    await stop();
  }
}

function options(root: string, folder: string, node: string): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: ['functions/index.ts'],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${node.replace('>=', '')}`,
    // esbuild does not know that Node has these; it would build each such expression again at every
    // use.
    supported: { 'regexp-unicode-property-escapes': true },
    external: ['@azure/functions-core'],
    banner: { js: REQUIRE },
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [zodByName(root), lazyRequires()],
  };
}
