import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Reads `import { z } from 'zod'` as `import * as z from 'zod'`, which is the same object: esbuild
 * then leaves out what is never used of it (half a megabyte, most of it messages in fifty
 * languages).
 */
export function zodByName(root: string): Plugin {
  const prefix = root + sep;
  return {
    name: 'zod-by-name',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!path.startsWith(prefix) || path.includes('node_modules')) return undefined;
        const text = await readFile(path, 'utf8');
        return { loader: 'ts', contents: text.replace(/^import \{ z \} from 'zod';$/m, "import * as z from 'zod';") };
      });
    },
  };
}

/** What durable-functions needs only once a client calls the host, and how it names it. */
const LAZY = /^const (\w+_1) = require\("(axios|validator)"\);$/gm;

/** How often `LAZY` is found in durable-functions 3.5.0: axios once, validator twice. */
const LAZY_REQUIRES = 3;

/**
 * Makes durable-functions load axios and validator with their first use. They are half of what it
 * costs to load it, and only a client that calls the host needs them. Fails the build when
 * durable-functions no longer looks like that.
 */
export function lazyRequires(): Plugin {
  return {
    name: 'lazy-requires',
    setup(build) {
      let found = 0;
      build.onLoad({ filter: /durable-functions[\\/]lib[\\/]src[\\/]durableClient[\\/]\w+\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        found += text.match(LAZY)?.length ?? 0;
        return { loader: 'js', contents: text.replace(LAZY, (_all, name, module) => lazily(name, module)) };
      });
      build.onEnd(() => {
        if (found === LAZY_REQUIRES) return undefined;
        return {
          errors: [
            {
              text: `durable-functions requires axios and validator ${found} times, not ${LAZY_REQUIRES}: is it another version? See LAZY.`,
            },
          ],
        };
      });
    },
  };
}

/** The compiler of durable-functions wrote every use as a member of `name`. */
function lazily(name: string, module: string): string {
  return `const ${name} = { get default() { return require("${module}").default; }, get isURL() { return require("${module}").isURL; } };`;
}
