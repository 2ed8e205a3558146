import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployButton, repositoryOf } from '../../../scripts/deploy/deploy-link.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

function run(...args: string[]) {
  const command = ['--disable-warning=ExperimentalWarning', 'scripts/deploy-link.ts', ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
}

describe('npm run deploy:link', () => {
  it.each([
    'https://github.com/north-msp/rmm.remediation.git',
    'https://github.com/north-msp/rmm.remediation',
    'https://token@github.com/north-msp/rmm.remediation.git',
    'git@github.com:north-msp/rmm.remediation.git',
    'ssh://git@github.com/north-msp/rmm.remediation.git',
  ])('knows the repository of %s', (remote) => {
    expect(repositoryOf(remote)).toEqual({ owner: 'north-msp', name: 'rmm.remediation' });
  });

  it.each([
    '',
    'https://gitlab.com/a/b.git',
    'https://github.com/a',
    '../other',
    'https://evil.example/github.com/a/b',
  ])('knows none of %o', (remote) => {
    expect(repositoryOf(remote)).toBeUndefined();
  });

  it('prints a button that names the template where it is', () => {
    const { status, stdout } = run('git@github.com:north-msp/rmm.git');
    const [, address = ''] = /\/uri\/([^)]+)\)/.exec(stdout) ?? [];
    const template = new URL(decodeURIComponent(address));

    expect(status).toBe(0);
    expect(template.host).toBe('raw.githubusercontent.com');
    expect(template.pathname).toBe('/north-msp/rmm/main/infra/main.json');
    expect(existsSync(join(ROOT, 'infra/main.json'))).toBe(true);
    expect(stdout).toContain('azd env set REPOSITORY_URL https://github.com/north-msp/rmm\n');
  });

  it('says so where there is nothing to link to', () => {
    const { status, stderr } = run('https://gitlab.com/a/b');

    expect([status, stderr]).toEqual([1, 'https://gitlab.com/a/b is not on GitHub.\n']);
  });

  it('encodes what is part of the address', () => {
    expect(deployButton({ owner: 'a', name: 'b' }, 'main')).toContain('uri/https%3A%2F%2Fraw.');
  });
});
