import { existsSync } from 'node:fs';
import { replayHistories } from '../../dev/host/replay-history.ts';
import { MemoryTables } from '../../dev/tables/memory-tables.ts';
import { buildDependencies } from '../../functions/dependencies.ts';
import { registerApp } from '../../functions/register.ts';
import { isNewerVersion } from '../../shared/domain/versions.ts';
import { readSettings } from '../../shared/settings.ts';
import { RELEASES, type Recorded, releasedScenarios } from '../../test/releases/fixture.ts';
import { isInChangelog, releasedChangelog } from './changelog.ts';
import { changedScenarios } from './compare-histories.ts';
import { nextHistories, nextVersion } from './next-version.ts';
import { type Files, textOf, versionsIn, withHistories, withVersion } from './project-files.ts';
import { recordAll } from './record-all.ts';

/** What a release is to be. */
interface Wish {
  readonly wanted: string;
  /** Whether the version of the histories rises. */
  readonly raises: boolean;
  /** The day, as in the changelog. */
  readonly date: string;
}

/** What a release writes. */
interface ReleasePlan {
  readonly version: string;
  readonly histories: string;
  readonly files: Files;
  readonly recorded: readonly Recorded[];
}

/**
 * Works out a release, and writes nothing. Throws, for a person, when it must not be: no newer
 * version, nothing in the changelog, histories in flight that the code does not fit, or other steps
 * than in the last release under the same version of the histories.
 */
export async function planRelease(root: string, { wanted, raises, date }: Wish): Promise<ReleasePlan> {
  const current = versionsIn(root);
  const changelog = textOf(root, 'CHANGELOG.md');
  const version = nextVersion(current.version, wanted, isInChangelog(changelog, current.version));
  const histories = raises ? nextHistories(current.histories) : current.histories;
  const files = new Map([
    ...withVersion(root, version),
    ...(raises ? withHistories(root, histories) : []),
    ['CHANGELOG.md', releasedChangelog(changelog, version, date)] as const,
  ]);
  const earlier = earlierThan(version);
  const misfits = await misfitsOf(earlier.map(({ recorded }) => recorded));
  if (misfits.length > 0)
    throw new Error(`runs that an earlier release began cannot go on with this code:\n  ${misfits.join('\n  ')}`);
  const recorded = await recordAll(histories);
  const last = earlier.filter(({ release }) => release === earlier.at(-1)?.release).map((one) => one.recorded);
  assertRaised(last, recorded, histories);
  return { version, histories, files, recorded };
}

function earlierThan(version: string) {
  return existsSync(RELEASES) ? releasedScenarios().filter(({ release }) => release !== version) : [];
}

/** After a rollback the last release would replay histories that this one wrote. */
function assertRaised(last: readonly Recorded[], now: readonly Recorded[], histories: string): void {
  const changed = changedScenarios(last, now);
  const before = last[0]?.version;
  if (changed.length === 0 || before === undefined || isNewerVersion(histories, before)) return;
  throw new Error(
    `orchestrations take other steps than in the last release (${changed.join(', ')}), under the same version ${before} of the histories: branch on context.df.version and release with --histories`,
  );
}

/** Histories of releases that the code of today does not fit. Nothing is started. */
async function misfitsOf(released: readonly Recorded[]): Promise<string[]> {
  const settings = readSettings({ ATERA_API_KEY: 'a'.repeat(32), AzureWebJobsStorage: 'UseDevelopmentStorage=true' });
  const deps = buildDependencies(settings, { tables: new MemoryTables(), log: () => {} });
  const kept = released.flatMap(({ open, end }) => [...open.hub.instances, ...end.hub.instances]);
  const orchestrations = kept.filter(({ record }) => record.entity === null);
  return orchestrations.length === 0 ? [] : replayHistories(() => registerApp(deps), orchestrations);
}
