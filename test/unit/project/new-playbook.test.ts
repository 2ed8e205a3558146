import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nameProblem } from '../../../scripts/new-playbook/playbook-name.ts';
import { playbookNames } from '../../../shared/playbooks/index.ts';
import { copyProject, ROOT } from '../../helpers/project-copy.ts';

const NAME = 'ups-battery-wants-replacing';

const copy = copyProject();
afterAll(copy.remove);

const generate = (name: string) => copy.run('scripts/new-playbook.ts', name);

// That its own tests pass as well is shown by `npm run test:new-playbook`, which takes longer.
describe('npm run new:playbook', () => {
  it.each([
    ['', 'needs a name'],
    ['backup', 'two words or more in kebab-case'],
    ['BackupFailed', 'two words or more in kebab-case'],
    ['backup_failed', 'two words or more in kebab-case'],
    ['backup-', 'two words or more in kebab-case'],
    ['../backup-failed', 'two words or more in kebab-case'],
    ['backup-failed-on-a-device-with-a-long-name', 'at most 40 characters'],
    ['site-rule', 'is reserved: it stands in'],
    ['device-down', 'is reserved: it stands in'],
    ['backup-failed', undefined],
  ])('has a word on the name %j: %s', (name, because) => {
    const problem = nameProblem(ROOT, name);

    expect(problem).toEqual(because && expect.stringContaining(because));
  });

  it.each(playbookNames)('refuses the name of the playbook %s', (name) => {
    expect(nameProblem(ROOT, name)).toBe(`There is a playbook ${name} already.`);
  });

  it('says why a name is refused, and writes nothing', async () => {
    const before = copy.paths();

    const { code, printed } = await generate('Backup');

    expect(code).toBe(1);
    expect(printed).toMatch(/^"Backup" is no name for a playbook.+\nUsage: npm run new:playbook NAME/);
    expect(copy.paths()).toEqual(before);
  });

  it('writes a playbook that the linter takes and that compiles, in both lists, once', async () => {
    const first = await generate(NAME);
    const second = await generate(NAME);
    const types = await copy.run('node_modules/typescript/bin/tsc', '--noEmit');

    expect(first).toMatchObject({
      code: 0,
      printed: expect.stringContaining(`shared/playbooks/${NAME}/definition.ts`),
    });
    expect(second).toMatchObject({ code: 1, printed: expect.stringContaining('There is a playbook') });
    expect(types).toEqual({ code: 0, printed: '' });
    for (const list of ['shared/playbooks/index.ts', 'orchestrations/playbooks/index.ts']) {
      expect(readFileSync(join(copy.folder, list), 'utf8').match(/\bupsBatteryWantsReplacing(?:Flow)?,/g)).toHaveLength(
        1,
      );
    }
  });
});
