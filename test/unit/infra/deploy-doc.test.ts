import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployed, mainTemplate } from '../../helpers/infra/main-template.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const page = textOf('docs/deploy.md');

/** Every command of a page's shell blocks, without its comment. */
function commandsOf(path: string): string[] {
  return [...textOf(path).matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '');
}

function run(script: string, args: readonly string[], env: Record<string, string>) {
  const command = ['--disable-warning=ExperimentalWarning', `scripts/${script}`, ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, env: { PATH: '', ...env }, encoding: 'utf8' });
}

describe.each(['docs/deploy.md', 'docs/runbook.md'])('the commands of %s', (path) => {
  it('put no key on a command line', () => {
    expect(commandsOf(path).filter((line) => /(ATERA|AUTOMOX)_API_KEY|--value|secret set/.test(line))).toEqual([]);
  });
});

describe('npm run infra:check', () => {
  it('can be run as the page says, also without a compiler', () => {
    const { status, stdout } = run('infra-check.ts', [], { BICEP_PATH: '/nowhere/bicep' });

    expect([status, stdout]).toEqual([0, 'infra: not checked, because BICEP_PATH names no Bicep 0.49.2.\n']);
  });
});

describe('npm run package:settings', () => {
  const withPackage = (test: (folder: string) => void) => {
    const folder = mkdtempSync(join(tmpdir(), 'package-'));
    try {
      writeFileSync(join(folder, 'app.cjs'), '// the app');
      test(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

  it('writes host.json and policy.json into the package', () => {
    withPackage((folder) => {
      const { status } = run('package-settings.ts', [folder], { POLICY_TIME_ZONE: 'Europe/Berlin' });

      expect(status).toBe(0);
      expect(read(join(folder, 'host.json'))).toEqual(JSON.parse(textOf('host.json')));
      expect(read(join(folder, 'policy.json'))).toMatchObject({ timeZone: expect.any(String) });
    });
  });

  it('writes into a copy, and leaves the folder as it was, where one is named', () => {
    withPackage((folder) => {
      const copy = join(folder, 'copy of it');
      const from = join(folder, 'from');
      mkdirSync(from);
      copyFileSync(join(folder, 'app.cjs'), join(from, 'app.cjs'));

      const { status } = run('package-settings.ts', [from, copy], { DURABLE_BACKEND: 'scheduler' });

      expect(status).toBe(0);
      expect(existsSync(join(from, 'host.json'))).toBe(false);
      expect(existsSync(join(copy, 'app.cjs'))).toBe(true);
      expect(read(join(copy, 'host.json'))).toHaveProperty(
        'extensions.durableTask.storageProvider.type',
        'azureManaged',
      );
    });
  });

  it('says what is wrong in one line, and writes nothing', () => {
    withPackage((folder) => {
      const { status, stderr } = run('package-settings.ts', [folder], { DURABLE_BACKEND: 'netherite' });

      expect([status, stderr]).toEqual([1, 'Not written: DURABLE_BACKEND is "netherite", not storage or scheduler\n']);
      expect(existsSync(join(folder, 'host.json'))).toBe(false);
      expect(run('package-settings.ts', [], {}).status).toBe(1);
    });
  });
});

describe('docs/deploy.md', () => {
  it('lists every parameter with its default, and the name that azd has for it', () => {
    const { parameters } = JSON.parse(mainTemplate);
    const given = JSON.parse(textOf('infra/main.parameters.json')).parameters;
    const wanted = Object.entries<{ defaultValue?: unknown }>(parameters).map(([name, { defaultValue }]) => {
      const forAzd = given[name] === undefined ? '' : `\`${String(given[name].value).replaceAll(/[${}]/g, '')}\``;
      const byDefault = defaultValue === undefined || defaultValue === '' ? '' : `\`${defaultValue}\``;
      return `| \`${name}\` | ${forAzd} | ${byDefault} |`;
    });

    const section = page.split('\n## ').find((text) => text.startsWith('Parameters')) ?? '';
    const written = section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => `${line.split(' | ').slice(0, 3).join(' | ')} |`);

    expect(written).toEqual(wanted);
  });

  it('has no link that leads nowhere: who owns the repository is not known here', () => {
    expect(page).not.toContain('deploytoazurebutton');
    expect([...`${page}${textOf('README.md')}`.matchAll(/\]\([^)]*OWNER[^)]*\)/g)]).toEqual([]);
  });

  it('names as outputs what its commands use', () => {
    const used = [...`${page}${textOf('docs/runbook.md')}`.matchAll(/"\$([A-Z_]+)\b/g)].map(([, name = '']) => name);
    const own = ['CLIENT', 'KEY'];

    expect([...new Set(used)].filter((name) => !own.includes(name) && !(name in deployed().outputs))).toEqual([]);
  });

  it('is linked from README.md', () => {
    expect(textOf('README.md')).toContain('(docs/deploy.md)');
  });
});
