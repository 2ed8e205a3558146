import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, '.github/workflows');
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const workflows = readdirSync(FOLDER);

/** What each workflow may do beyond reading the code, and why it stands in it. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'ci.yml': [],
  'codeql.yml': ['security-events: write'],
  'dependency-review.yml': [],
  'deploy.yml': ['id-token: write'],
  'sbom.yml': [],
};

const usesOf = (text: string) => [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, used = '']) => used);

/** Each `permissions:` with the lines beneath it, by its depth. */
function permissionsOf(text: string): { depth: number; lines: string[] }[] {
  return [...text.matchAll(/^( *)permissions:(.*)\n((?:\1 +.*\n)*)/gm)].map(
    ([, indent = '', inline = '', block = '']) => {
      const lines = block.split('\n').map((line) => line.trim());
      return {
        depth: indent.length,
        lines: [inline.trim(), ...lines].filter((line) => line !== '' && !line.startsWith('#')),
      };
    },
  );
}

/** What is wrong with the actions of a workflow. */
function unpinned(text: string): string[] {
  return usesOf(text).filter((used) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used));
}

/** What a workflow may do that it is not meant to. */
function tooMuch(name: string, text: string): string[] {
  const [top, ...jobs] = permissionsOf(text);
  const granted = jobs.flatMap(({ lines }) => lines);
  const allowed = ['contents: read', ...(MAY[name] ?? [])];
  return [
    ...(top?.depth === 0 && top.lines.join() === 'contents: read'
      ? []
      : ['the workflow as a whole reads the code alone']),
    ...granted.filter((line) => !allowed.includes(line)),
  ];
}

describe('the workflows', () => {
  it('are these', () => {
    expect(workflows.toSorted()).toEqual(Object.keys(MAY));
  });

  it.each(workflows)('%s pins every action by its commit, with the version beside it', (name) => {
    expect(usesOf(textOf(name)).length).toBeGreaterThan(0);
    expect(unpinned(textOf(name))).toEqual([]);
  });

  it.each(workflows)('%s may do only what it must', (name) => {
    expect(tooMuch(name, textOf(name))).toEqual([]);
  });

  it.each(workflows)(
    '%s uses no secret, keeps no token in the checkout, and runs no text of a pull request',
    (name) => {
      const text = textOf(name);
      const checkouts = text.split('actions/checkout@').slice(1);

      expect(text).not.toMatch(/secrets\.|pull_request_target|github\.event\.|github\.head_ref/);
      expect(checkouts.filter((after) => !/^\S+ # \S+\n\s+with:\n\s+persist-credentials: false\n/.test(after))).toEqual(
        [],
      );
    },
  );

  it('pin one commit for one version of an action', () => {
    const all = new Set(workflows.flatMap((name) => usesOf(textOf(name))));
    const actions = [...all].map((used) => used.replace(/@.*/, ''));

    expect(actions.length).toBe(new Set(actions).size);
  });

  it('would be refused with a tag for a commit, a right to write, or none stated', () => {
    const ci = textOf('ci.yml');

    expect(unpinned(ci.replace(/@[0-9a-f]{40} # (v7)\S*/, '@$1'))).not.toEqual([]);
    expect(tooMuch('ci.yml', ci.replace('contents: read', 'contents: write'))).not.toEqual([]);
    expect(tooMuch('ci.yml', ci.replace('permissions:\n  contents: read\n', ''))).not.toEqual([]);
    expect(tooMuch('ci.yml', ci.replace('  ci:\n', '  ci:\n    permissions: write-all\n'))).not.toEqual([]);
    expect(tooMuch('ci.yml', `${ci}    permissions:\n      packages: write\n`)).not.toEqual([]);
  });

  it('test on both versions of Node that the template offers, on the real host too', () => {
    const { parameters } = JSON.parse(readFileSync(join(ROOT, 'infra/main.json'), 'utf8'));
    const versions = [...textOf('ci.yml').matchAll(/node: \[(.*)\]/g)].map(([, list = '']) => list.split(', '));

    expect(versions).toEqual([parameters.nodeVersion.allowedValues, parameters.nodeVersion.allowedValues]);
    expect(textOf('ci.yml')).toMatch(/npm run test:host\n\s+env:\n\s+REQUIRE_FUNC: '1'/);
    expect(textOf('ci.yml')).toMatch(/azure-functions-core-tools@4\.\d+\.\d+/);
    expect(textOf('ci.yml')).toContain("REQUIRE_BICEP: '1'");
  });

  it('deploy with every parameter that azd has a name for', () => {
    const given = readFileSync(join(ROOT, 'infra/main.parameters.json'), 'utf8');
    const names = [...given.matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name = '']) => name);
    const set = [...textOf('deploy.yml').matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name = '']) => name);

    // azd knows who is signed in.
    expect(names.filter((name) => !set.includes(name))).toEqual(['AZURE_PRINCIPAL_ID']);
  });
});
