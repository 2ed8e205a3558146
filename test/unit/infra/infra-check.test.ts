import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBicep } from '../../../scripts/infra/bicep-cli.ts';
import { checkTemplates } from '../../../scripts/infra/check-templates.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

let folder: string;
let infra: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'infra-check-'));
  infra = join(folder, 'infra');
  mkdirSync(infra);
  writeFileSync(join(infra, 'main.bicep'), '{"as": "written"}\n');
  writeFileSync(join(infra, 'main.json'), '{"as": "written"}\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A compiler that copies its input, says its version, and writes `complaint` to stderr. */
function compiler({ version = '0.49.2', complaint = '', status = 0 } = {}): string {
  return script(
    'bicep',
    `if [ "$1" = --version ]; then echo "Bicep CLI version ${version} (b34271ac51)"; exit 0; fi
cp "$2" "$4"
printf '%s' '${complaint}' >&2
exit ${status}`,
  );
}

/** A command of this name on the path that the checks get. */
function script(name: string, lines: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

/**
 * `npm run infra:check` as a process of its own, with nothing of this machine but Node on its path.
 */
function check(env: Record<string, string>) {
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/infra-check.ts'], {
    cwd: ROOT,
    env: { PATH: folder, ...env },
    encoding: 'utf8',
  });
  return { status: run.status, lines: run.stdout.trim().split('\n') };
}

describe('checkTemplates', () => {
  it('finds nothing where the committed file is what the templates compile to', () => {
    expect(checkTemplates(compiler(), infra)).toEqual([]);
  });

  it('says when the committed file is out of date, and writes it when asked to', () => {
    writeFileSync(join(infra, 'main.bicep'), '{"as": "changed"}\n');

    expect(checkTemplates(compiler(), infra)).toEqual([
      'infra/main.json is not what infra/main.bicep compiles to: npm run infra:check -- --write',
    ]);
    expect(checkTemplates(compiler(), infra, true)).toEqual([]);
    expect(readFileSync(join(infra, 'main.json'), 'utf8')).toBe('{"as": "changed"}\n');
  });

  it('takes a warning for a failure though the compiler ends well, and writes nothing then', () => {
    writeFileSync(join(infra, 'main.bicep'), '{"as": "changed"}\n');
    const complaint = 'main.bicep(1,1) : Warning no-unused-params: x is never used.';

    expect(checkTemplates(compiler({ complaint }), infra, true)).toEqual([complaint]);
    expect(readFileSync(join(infra, 'main.json'), 'utf8')).toBe('{"as": "written"}\n');
  });

  it('says so when the compiler fails without a word', () => {
    expect(checkTemplates(compiler({ status: 134 }), infra)).toEqual(['bicep build ended with 134']);
  });
});

describe('findBicep', () => {
  it('takes the compiler that BICEP_PATH names, and only the pinned version', () => {
    const path = compiler();
    expect(findBicep({ BICEP_PATH: path }, folder)).toEqual({ path });

    compiler({ version: '0.50.1' });
    expect(findBicep({ BICEP_PATH: path }, folder)).toEqual({ missing: 'BICEP_PATH names no Bicep 0.49.2' });
  });

  it('says that dotnet is missing, or that it could not fetch the compiler', () => {
    expect(findBicep({ PATH: folder }, join(folder, 'cache'), 'linux x64')).toEqual({
      missing: 'dotnet, which fetches Bicep, is not installed',
    });

    script('dotnet', 'exit 1');
    expect(findBicep({ PATH: folder }, join(folder, 'cache'), 'linux x64')).toEqual({
      missing: 'dotnet could not fetch Bicep from NuGet',
    });
  });

  it('refuses a restored compiler that is not the pinned one', () => {
    const tools = join(folder, 'azure.bicep.commandline.linux-x64/0.49.2/tools');
    mkdirSync(tools, { recursive: true });
    writeFileSync(join(tools, 'bicep'), 'something else');

    expect(() => findBicep({}, folder, 'linux x64')).toThrow(/has the checksum [0-9a-f]{64}, not/);
  });

  it('fetches none for another kind of machine', () => {
    expect(findBicep({}, folder, 'darwin arm64')).toEqual({
      missing: 'the pinned Bicep is for Linux x64; set BICEP_PATH to Bicep 0.49.2',
    });
  });
});

describe('npm run infra:check', () => {
  it('says in one line that Bicep is missing, and passes', () => {
    expect(check({ BICEP_PATH: join(folder, 'none') })).toEqual({
      status: 0,
      lines: ['infra: not checked, because BICEP_PATH names no Bicep 0.49.2.'],
    });
  });

  it('fails then where REQUIRE_BICEP is set', () => {
    expect(check({ BICEP_PATH: join(folder, 'none'), REQUIRE_BICEP: '1' }).status).toBe(1);
  });
});
