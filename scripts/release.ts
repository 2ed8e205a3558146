// `npm run release -- VERSION` (or major, minor, patch) writes a release: the version, the section
// of CHANGELOG.md, and what the app leaves in tables and task hub, in test/fixtures/releases. With
// `--histories` it also raises the version of the histories; `--dry-run` writes nothing. `npm run
// release -- --fixtures` only writes the fixtures of the version in package.json again.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { planRelease } from './release/plan.ts';
import { versionsIn, writeFiles, writeFixtures } from './release/project-files.ts';
import { recordAll } from './release/record-all.ts';

const root = resolve(import.meta.dirname, '..');
const options = {
  'dry-run': { type: 'boolean' },
  fixtures: { type: 'boolean' },
  histories: { type: 'boolean' },
} as const;

try {
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const wanted = positionals[0] ?? '';
  await (values.fixtures ? fixturesAgain() : release(wanted, values.histories ?? false, values['dry-run'] ?? false));
} catch (error) {
  console.error(`release: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function release(wanted: string, raises: boolean, isDry: boolean): Promise<void> {
  const plan = await planRelease(root, { wanted, raises, date: new Date().toISOString().slice(0, 10) });
  console.log(`release: ${plan.version}, histories ${plan.histories}`);
  for (const [path] of plan.files) console.log(`  ${path}`);
  console.log(`  test/fixtures/releases/${plan.version}/ (${plan.recorded.length} scenarios)`);
  if (isDry) return console.log('release: nothing was written (--dry-run).');
  writeFiles(root, plan.files);
  const bytes = writeFixtures(plan.version, plan.recorded);
  console.log(`release: written, ${Math.round(bytes / 1024)} KB of fixtures. Now run .ci/run, and then:`);
  console.log(`  git add -A && git commit -m "release: ${plan.version}" && git tag v${plan.version}`);
}

async function fixturesAgain(): Promise<void> {
  const { version, histories } = versionsIn(root);
  const bytes = writeFixtures(version, await recordAll(histories));
  console.log(`release: fixtures of ${version} written, ${Math.round(bytes / 1024)} KB.`);
}
