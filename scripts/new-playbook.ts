// `npm run new:playbook NAME`: writes a playbook that works and is tested, from the templates in
// `scripts/new-playbook`, and enters it in the two lists. What it recognises, reads and decides is
// then made the playbook's own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { nameProblem, spellingsOf } from './new-playbook/playbook-name.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TEMPLATES = join(import.meta.dirname, 'new-playbook');
const SUFFIX = '.template';

const [name = ''] = process.argv.slice(2);
const problem = nameProblem(ROOT, name);
if (problem !== undefined) {
  console.error(`${problem}\nUsage: npm run new:playbook NAME     for instance: npm run new:playbook backup-failed`);
  process.exit(1);
}

const spellings = spellingsOf(name);
const filled = (text: string) =>
  text.replaceAll(/__(name|camel|Pascal|Label|words)__/g, (_all, key) => spellings[key] ?? '');

const files = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith(SUFFIX))
  .map((template) => ({ template, path: filled(template.slice(0, -SUFFIX.length)) }))
  .sort((one, other) => one.path.localeCompare(other.path));
const taken = files.find(({ path }) => existsSync(join(ROOT, path)));
if (taken) {
  console.error(`${taken.path} exists already; nothing was written.`);
  process.exit(1);
}

for (const { template, path } of files) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), filled(readFileSync(join(TEMPLATES, template), 'utf8')));
}
const lists = [
  enter('shared/playbooks/index.ts', `${spellings.camel}`, `./${name}/definition.ts`, /^const list = \[/m),
  enter(
    'orchestrations/playbooks/index.ts',
    `${spellings.camel}Flow`,
    `./${name}/${name}.ts`,
    /^export const playbooks: readonly Playbook\[\] = \[/m,
  ),
];

const written = files.map(({ path }) => path);
// Line lengths and the order of imports depend on the name.
run(
  'node_modules/@biomejs/biome/bin/biome',
  'check',
  '--write',
  ...lists,
  ...written.filter((path) => path.endsWith('.ts')),
);
run('scripts/write-policy-files.ts');
console.log(
  `Written:\n${[...written, ...lists, 'policy.schema.json', 'docs/policy.md'].map((path) => `  ${path}`).join('\n')}`,
);
console.log(`
It takes alerts that say "${spellings.Label}" and opens one ticket for each device. Now
  - say what its alerts look like: test/fixtures/recognition/${name}.json, then shared/playbooks/${name}/says-${name}.ts
  - read what shows the condition: orchestrations/playbooks/${name}/inspect-${name}.ts, and decide on it: shared/playbooks/${name}/decide-${name}.ts
  - name it by hand: README.md (playbooks), docs/storage.md (condition key ${name})
CONTRIBUTING.md, "Add a playbook", says what the compiler cannot check.`);

/** Imports `what` of the playbook in a list, and appends it there. */
function enter(path: string, what: string, from: string, opening: RegExp): string {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const start = opening.exec(text)?.index;
  const end = start === undefined ? -1 : text.indexOf('\n]', start);
  if (end < 0) throw new Error(`${path} has no list of playbooks where ${opening} says`);
  const head = `import { ${what} } from '${from}';\n${text.slice(0, end)}`;
  writeFileSync(join(ROOT, path), `${head}\n  ${what},${text.slice(end)}`);
  return path;
}

function run(script: string, ...options: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...options], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} failed; the files are written.\n${stdout}${stderr}`);
}
