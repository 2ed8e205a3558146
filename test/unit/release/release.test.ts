import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInChangelog, releasedChangelog } from '../../../scripts/release/changelog.ts';
import { changedScenarios } from '../../../scripts/release/compare-histories.ts';
import { nextHistories, nextVersion } from '../../../scripts/release/next-version.ts';
import { textOf, versionsIn, withHistories, withVersion } from '../../../scripts/release/project-files.ts';
import { type Recorded, releasedScenarios } from '../../releases/fixture.ts';

const root = resolve(import.meta.dirname, '../../..');

const CHANGELOG = `# Changelog

Nothing is released yet. Names may change.

## Unreleased

### Safety

- A brake.

## 0.1.0 (2026-01-01)

- The first.
`;

describe('the version to release', () => {
  it.each([
    ['patch', '1.2.4'],
    ['minor', '1.3.0'],
    ['major', '2.0.0'],
    ['1.10.0', '1.10.0'],
  ])('after 1.2.3 is, for %s, %s', (wanted, version) => {
    expect(nextVersion('1.2.3', wanted, true)).toBe(version);
  });

  it('may be the one that stands there while that is not released', () => {
    expect(nextVersion('0.1.0', '0.1.0', false)).toBe('0.1.0');
  });

  it.each([
    ['1.2.3', '1.2.3 is released already'],
    ['1.2.2', '1.2.2 is older than 1.2.3'],
    ['soon', '"soon" is no version'],
    ['', '"" is no version'],
  ])('is refused: %s', (wanted, why) => {
    expect(() => nextVersion('1.2.3', wanted, true)).toThrow(why);
  });

  it('of the histories rises by a part of its own', () => {
    expect([nextHistories('1.0'), nextHistories('1.9')]).toEqual(['1.1', '1.10']);
  });
});

describe('the changelog of a release', () => {
  it('has what was unreleased under its version, and nothing under Unreleased', () => {
    const released = releasedChangelog(CHANGELOG, '0.2.0', '2026-02-03');

    expect(released).toContain('## Unreleased\n\n## 0.2.0 (2026-02-03)\n\n### Safety\n\n- A brake.\n\n## 0.1.0 (');
    expect(isInChangelog(released, '0.2.0')).toBe(true);
  });

  it('says that nothing is released no longer than until 1.0', () => {
    expect(releasedChangelog(CHANGELOG, '0.2.0', '2026-02-03')).toContain('Nothing is released yet');
    expect(releasedChangelog(CHANGELOG, '1.0.0', '2026-02-03')).not.toContain('Nothing is released yet');
  });

  it('is refused when there is nothing to release', () => {
    const released = releasedChangelog(CHANGELOG, '0.2.0', '2026-02-03');

    expect(() => releasedChangelog(released, '0.3.0', '2026-02-04')).toThrow('nothing under "## Unreleased"');
  });
});

describe('the files of a release', () => {
  it('name the version once in package.json and twice in the lock file', () => {
    const files = withVersion(root, '9.8.7');

    const named = [...files].map(([path, text]) => [path, text.split('"version": "9.8.7"').length - 1]);
    expect(named).toEqual([
      ['package.json', 1],
      ['package-lock.json', 2],
    ]);
  });

  it('change nothing else', () => {
    const { version, histories } = versionsIn(root);

    const files = [...withVersion(root, version), ...withHistories(root, histories)];

    for (const [path, text] of files) expect(text).toBe(textOf(root, path));
  });

  it('name the version of the histories in host.json and in the code alike', () => {
    const { histories } = versionsIn(root);

    expect(textOf(root, 'orchestrations/runtime/names.ts')).toContain(`APP_VERSION = '${histories}'`);
    for (const [, text] of withHistories(root, '4.2')) expect(text).toContain('4.2');
  });
});

describe('scenarios whose orchestrations take other steps', () => {
  const [first] = releasedScenarios();
  const recorded = first?.recorded as Recorded;

  it('are none when nothing has changed but ids and times', () => {
    const later = JSON.parse(JSON.stringify(recorded).replaceAll('2026-03-02', '2026-03-03')) as Recorded;

    expect(changedScenarios([recorded], [later])).toEqual([]);
  });

  it('are named when a run has one step more', () => {
    const more = structuredClone(recorded) as {
      end: { hub: { instances: { record: { name: string; status: string }; history: object[] }[] } };
    };
    const run = more.end.hub.instances.find(({ record }) => record.name === 'remediateAlert');
    run?.history.push({ EventType: 4, EventId: 99, Name: 'oneMore', Timestamp: '2026-03-02T12:00:00Z' });

    expect(changedScenarios([recorded], [more as unknown as Recorded])).toEqual([recorded.scenario]);
  });
});
