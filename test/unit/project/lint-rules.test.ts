import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../../..');
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
const trees: string[] = [];

afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true });
});

const Report = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      message: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }).optional() }),
    }),
  ),
});

/**
 * Lays `files` (a fixture tree or texts by path) out as a project of its own and lints it with the
 * real rules.
 */
function lint(files: { tree: string } | { texts: Record<string, string> }) {
  const project = mkdtempSync(join(tmpdir(), 'lint-rules-'));
  trees.push(project);
  for (const name of ['biome.json', '.gitignore', 'package.json']) cpSync(join(root, name), join(project, name));
  cpSync(join(root, 'lint'), join(project, 'lint'), { recursive: true, filter: (from) => !from.includes('fixtures') });
  if ('tree' in files) cpSync(join(root, 'lint/fixtures', files.tree), project, { recursive: true });
  else for (const [path, text] of Object.entries(files.texts)) write(join(project, path), text);

  const run = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: project,
    encoding: 'utf8',
  });

  if (!run.stdout.startsWith('{')) throw new Error(`Biome did not report: ${run.stderr}${run.stdout}`);
  return Report.parse(JSON.parse(run.stdout)).diagnostics.map(({ category, message, location }) => ({
    path: location.path,
    line: location.start?.line ?? 0,
    text: `${category} ${message}`,
  }));
}

function write(path: string, text: string) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

/** The lines of a fixture that end in `// reported`, counted from 1. */
function markedLines(path: string): number[] {
  const lines = readFileSync(join(root, 'lint/fixtures/bad', path), 'utf8').split('\n');
  return lines.flatMap((line, index) => (line.endsWith('// reported') ? [index + 1] : []));
}

/**
 * Which rule each bad fixture breaks: the start of what Biome says, or several when the file breaks
 * several.
 */
const brokenRules: Record<string, RegExp> = {
  'functions/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: what is deployed/,
  'orchestrations/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction:/,
  'shared/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction:/,
  'shared/domain/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: the domain/,
  'shared/playbooks/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: a playbook's definition/,
  'shared/storage/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: stores/,
  'orchestrations/runtime/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: the runtime/,
  'orchestrations/actions/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: playbooks know/,
  'dev/host/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: the embedded host/,
  'dev/host/engine/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: the embedded host/,
  'dev/host/engine/replay/import-direction.ts': /^lint\/style\/noRestrictedImports import-direction: the embedded host/,
  'orchestrations/no-clock.ts': /^plugin no-clock:/,
  'orchestrations/no-timers.ts': /^plugin no-timers:/,
  'orchestrations/no-randomness.ts': /^plugin no-randomness:/,
  'orchestrations/no-environment.ts': /^plugin no-environment:/,
  'orchestrations/no-io.ts': /^plugin no-io:/,
  'orchestrations/no-async.ts': /^plugin no-async:/,
  'orchestrations/yield-generators.ts': /^plugin yield-generators:/,
  'orchestrations/yield-durable-tasks.ts': /^plugin yield-durable-tasks:/,
  'orchestrations/activities/ambient-time.ts': /^plugin no-(clock|timers):/,
  'shared/ambient-time.ts': /^plugin no-(clock|timers):/,
  'shared/console.ts': /^lint\/suspicious\/noConsole/,
  'shared/cycle-a.ts': /^lint\/suspicious\/noImportCycles/,
  'shared/cycle-b.ts': /^lint\/suspicious\/noImportCycles/,
  'shared/default-export.ts': /^lint\/style\/noDefaultExport/,
  'shared/dev-dependency.ts': /^lint\/correctness\/noUndeclaredDependencies/,
  'shared/process-env.ts': /^lint\/style\/noProcessEnv/,
  'shared/promises.ts': /^lint\/nursery\/no(Floating|Misused)Promises/,
};

describe('lint rules', () => {
  const bad = lint({ tree: 'bad' });
  const saidOf = (path: string) => bad.filter((said) => said.path === path);

  it.each(Object.entries(brokenRules))('reports exactly the marked lines of %s', (path, rule) => {
    const expected = markedLines(path);

    const reported = saidOf(path).filter(({ text }) => rule.test(text));

    expect(expected.length).toBeGreaterThan(0);
    expect([...new Set(reported.map(({ line }) => line))].sort((a, b) => a - b)).toEqual(expected);
  });

  it('reports a file name that is not kebab-case', () => {
    const said = saidOf('shared/notKebab.ts').map(({ text }) => text);

    expect(said).toEqual([expect.stringMatching(/^lint\/style\/useFilenamingConvention .*kebab-case/)]);
  });

  it('has a bad fixture for every plugin, and no fixture that no test reads', () => {
    const plugins = readdirSync(join(root, 'lint')).filter((name) => name.endsWith('.grit'));
    const fixtures = readdirSync(join(root, 'lint/fixtures/bad'), { recursive: true, encoding: 'utf8' });

    const expected = [...Object.keys(brokenRules), 'shared/notKebab.ts'].sort();

    expect(fixtures.filter((name) => name.endsWith('.ts')).sort()).toEqual(expected);
    for (const plugin of plugins) expect(expected).toContain(`orchestrations/${plugin.replace('.grit', '.ts')}`);
  });

  it('says nothing about the good fixtures', () => {
    const said = lint({ tree: 'good' });

    expect(said).toEqual([]);
  });

  it('allows 250 lines in a source file, 300 in a test, and no more', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, n) => `export const v${n} = ${n};\n`).join('');

    const said = lint({
      texts: {
        'shared/fits.ts': lines(250),
        'shared/too-long.ts': lines(251),
        'test/unit/fits.test.ts': lines(300),
        'test/unit/too-long.test.ts': lines(301),
      },
    });

    expect(said.map(({ path }) => path).sort()).toEqual(['shared/too-long.ts', 'test/unit/too-long.test.ts']);
    expect(said.every(({ text }) => text.startsWith('lint/style/noExcessiveLinesPerFile'))).toBe(true);
  });

  it('allows 40 lines in a function, blank ones aside, and any number in a test', () => {
    const body = (count: number) => Array.from({ length: count }, () => '  step();\n').join('\n');
    const text = (count: number) => `const step = () => 1;\n\nexport function run() {\n${body(count)}}\n`;

    const said = lint({
      texts: { 'shared/fits.ts': text(38), 'shared/too-long.ts': text(41), 'test/unit/run.test.ts': text(41) },
    });

    expect(said.map(({ path, text }) => [path, text.split(' ')[0]])).toEqual([
      ['shared/too-long.ts', 'lint/complexity/noExcessiveLinesPerFunction'],
    ]);
  });

  it('allows a default export, the environment and the console only where they belong', () => {
    const said = lint({
      texts: {
        'vitest.config.ts': 'export default {};\n',
        'dev/start.ts': 'export const port = process.env.PORT;\n',
        'scripts/build.ts': 'export const port = process.env.PORT;\n',
        'functions/index.ts': 'export const port = process.env.PORT;\n',
        'functions/observed.ts': "console.log('{}');\n",
        'functions/http/remediations/start-remediation.ts':
          "export const port = process.env.PORT;\nconsole.log('{}');\n",
      },
    });

    expect(said.map(({ path, text }) => [path, text.split(' ')[0]]).sort()).toEqual([
      ['functions/http/remediations/start-remediation.ts', 'lint/style/noProcessEnv'],
      ['functions/http/remediations/start-remediation.ts', 'lint/suspicious/noConsole'],
    ]);
  });
});
