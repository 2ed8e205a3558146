// `npm run package`: builds what is deployed. `dist/package/` is the folder for `azd deploy` and
// `func azure functionapp publish`, `dist/package.zip` the same for a zip deployment;
// `dist/package-maps/` keeps the source maps, which are not deployed.
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { buildPackage } from './package/build-package.ts';

const ROOT = resolve(import.meta.dirname, '..');

const { folder, zip, maps, zipBytes } = await buildPackage(ROOT, join(ROOT, 'dist'));
const path = (absolute: string) => relative(ROOT, absolute);
console.log(`${path(folder)}/       ${readdirSync(folder).length} files`);
console.log(`${path(zip)}    ${(zipBytes / 1e6).toFixed(2)} MB`);
console.log(`${path(maps)}/  source maps, for reading stack traces; not deployed`);
