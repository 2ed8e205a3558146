// `npm run test:new-playbook`: generates a playbook in a copy of the project and runs there what a
// change must pass, as far as a playbook can break it: types, lint, unused code, its own tests and
// those about all playbooks. A step of `.ci/run`: too slow for `npm test`.
import { copyProject } from '../helpers/project-copy.ts';

const NAME = 'backup-failed';

/** Tests whose path holds one of these. */
const TESTS = [
  NAME,
  'project/playbook-',
  'policy-files',
  'activities/names',
  'recognition-examples',
  'storage-columns',
];

/** Where the generator writes code. */
const FOLDERS = [
  'shared/playbooks',
  'orchestrations/playbooks',
  'test/unit/playbooks',
  'test/replay',
  'test/app/scenarios',
];

const copy = copyProject();

const steps = [
  ['generate', 'scripts/new-playbook.ts', NAME],
  ['types', 'node_modules/typescript/bin/tsc', '--noEmit'],
  ['unused code', 'node_modules/knip/bin/knip.js'],
  ['lint', 'node_modules/@biomejs/biome/bin/biome', 'ci', ...FOLDERS],
  ['tests', 'node_modules/vitest/vitest.mjs', 'run', ...TESTS],
] as const;

try {
  for (const [step, ...script] of steps) {
    const { code, printed } = await copy.run(...script);
    if (code !== 0) throw new Error(`${step} of the generated playbook: exit code ${code}\n${printed}`);
    console.log(`${step}: ok${step === 'tests' ? ` (${/Tests .*/.exec(printed)?.[0]})` : ''}`);
  }
} finally {
  copy.remove();
}
