import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentedCommands, fileOf } from '../../helpers/documented/commands.ts';
import { WHERE_RUN } from '../../helpers/documented/where-run.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const documented = documentedCommands().filter(({ command }) => !command.startsWith('curl '));
const known = Object.entries(WHERE_RUN);

/** Runs a command in a terminal of a machine that has npm and nothing of Azure. */
function runHere(command: string) {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|CI$|KEY_VAULT|STORAGE|AzureWebJobs)/.test(name));
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command.replace('npm run', 'npm run --silent')], {
    ...{ cwd: ROOT, encoding: 'utf8' },
    env: { ...Object.fromEntries(own), NO_COLOR: '1' },
  });
  return { status, said: `${stdout}${stderr}`.trim() };
}

describe('the commands of the pages', () => {
  it('are run by a test, or listed with the reason why they are not', () => {
    const without = documented.filter(({ command }) => WHERE_RUN[command] === undefined);

    expect(without).toEqual([]);
    expect(documented.length).toBeGreaterThan(60);
  });

  it('are all still on a page', () => {
    const gone = known
      .map(([command]) => command)
      .filter((command) => !documented.some((one) => one.command === command));

    expect(gone).toEqual([]);
  });

  it.each(known.flatMap(([command, where]) => ('by' in where ? [[command, where.by, where.as]] : [])))(
    '%s is run by %s',
    (_command, by, as) => {
      expect(fileOf(by)).toContain(as);
    },
  );

  it.each(known.flatMap(([command, where]) => ('here' in where ? [[command, where] as const] : [])))(
    '%s can be run, and says what is missing here',
    (command, { here, says }) => {
      const { status, said } = runHere(command);

      expect(said).toMatch(says);
      expect(status).toBe(here);
    },
  );

  it('name only scripts that package.json has, and files and folders that there are', () => {
    const { scripts } = JSON.parse(fileOf('package.json')) as { scripts: Record<string, string> };
    const named = documented.flatMap(({ command }) => /npm run (?:--silent )?([\w:-]+)/.exec(command)?.[1] ?? []);
    const paths = documented.flatMap(({ command }) => /npm test -- (test\/\S+)/.exec(command)?.[1] ?? []);

    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('that take long name the file that runs them', () => {
    const { scripts } = JSON.parse(fileOf('package.json')) as { scripts: Record<string, string> };
    const long = known.flatMap(([command, where]) => {
      const file = 'not' in where ? /\(([\w/-]+\.ts)\)$/.exec(where.not)?.[1] : undefined;
      const script = /npm run ([\w:-]+)/.exec(command)?.[1];
      return file && script ? [{ file, script }] : [];
    });

    expect(long.filter(({ file, script }) => !scripts[script]?.includes(file))).toEqual([]);
    expect(long.length).toBeGreaterThan(7);
  });
});
