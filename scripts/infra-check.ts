// `npm run infra:check`: compiles and lints infra/ without a warning, and compares infra/main.json
// with what comes out. `npm run infra:check -- --write` writes that file. Where Bicep cannot be had
// it says so and passes, unless REQUIRE_BICEP is set.
import { resolve } from 'node:path';
import { findBicep } from './infra/bicep-cli.ts';
import { checkTemplates } from './infra/check-templates.ts';

const root = resolve(import.meta.dirname, '..');
const found = findBicep(process.env, resolve(root, 'node_modules/.cache/bicep'));

if ('missing' in found) {
  console.log(`infra: not checked, because ${found.missing}.`);
  process.exitCode = process.env.REQUIRE_BICEP ? 1 : 0;
} else {
  const problems = checkTemplates(found.path, resolve(root, 'infra'), process.argv.includes('--write'));
  console.log(
    problems.length === 0 ? 'infra: compiles without a warning, and main.json is up to date.' : problems.join('\n'),
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
