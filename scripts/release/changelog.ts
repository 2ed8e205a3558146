const UNRELEASED = '## Unreleased';
const NOTHING_YET = /^Nothing is released yet\. .*\n\n/m;

/** Whether the changelog has a section of this version. */
export function isInChangelog(text: string, version: string): boolean {
  return text.split('\n').some((line) => line.startsWith(`## ${version} `));
}

/**
 * Returns the changelog with what is under `Unreleased` as the section of `version`, and nothing
 * under `Unreleased`. Throws, for a person, when there is nothing to release.
 */
export function releasedChangelog(text: string, version: string, date: string): string {
  const at = text.indexOf(`${UNRELEASED}\n`);
  if (at < 0) throw new Error(`CHANGELOG.md has no section "${UNRELEASED}"`);
  const after = text.slice(at + UNRELEASED.length + 1);
  const end = after.search(/^## /m);
  const entries = (end < 0 ? after : after.slice(0, end)).trim();
  if (entries === '') throw new Error(`CHANGELOG.md has nothing under "${UNRELEASED}"`);
  const rest = end < 0 ? '' : `\n${after.slice(end)}`;
  const before = version.startsWith('0.') ? text.slice(0, at) : text.slice(0, at).replace(NOTHING_YET, '');
  return `${before}${UNRELEASED}\n\n## ${version} (${date})\n\n${entries}\n${rest}`;
}
