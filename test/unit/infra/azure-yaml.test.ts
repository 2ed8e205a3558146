import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployed } from '../../helpers/infra/main-template.ts';
import { typed } from '../../helpers/infra/rules.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const azd = textOf('azure.yaml');

const runsOf = (hook: string) => {
  const block = azd.split(new RegExp(`^ +${hook}:\n`, 'm'))[1] ?? '';
  return [...block.matchAll(/^ +run: '?(.*?)'?$/gm)].slice(0, 2).map(([, run = '']) => run);
};

describe('azure.yaml', () => {
  it('deploys the service that the template tags', () => {
    const [site] = typed(deployed(), 'Microsoft.Web/sites');

    expect(azd).toMatch(new RegExp(`^services:\n  ${site?.tags['azd-service-name']}:\n`, 'm'));
  });

  it('provisions before it packages, so that host.json fits the backend', () => {
    expect([...azd.matchAll(/^ +- azd: (\w+)/gm)].map(([, step]) => step)).toEqual(['provision', 'deploy']);
  });

  it('asks for the keys after provisioning, on every system', () => {
    const runs = runsOf('postprovision');

    expect(runs).toHaveLength(2);
    expect(runs.every((run) => run.endsWith('npm run keys'))).toBe(true);
  });

  it('deploys the folder that the hook makes, which no build empties and Git does not track', () => {
    const dist = /^ +dist: (.*)$/m.exec(azd)?.[1] ?? '';
    const runs = runsOf('prepackage');

    expect(runs).toHaveLength(2);
    expect(runs.every((run) => run.endsWith(`npm run package:settings -- dist/package ${dist}`))).toBe(true);
    expect(textOf('.gitignore').split('\n')).toContain(`${dist}/`);
    expect(dist).not.toMatch(/^dist/);
  });
});
