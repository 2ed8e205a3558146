const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** What to release, in words or as a version. */
type Wanted = 'major' | 'minor' | 'patch' | (string & {});

/**
 * Returns the version to release after `current`: the next major, minor or patch, or the one that
 * is given, which must be newer; the current one itself while it `isReleased` not. Throws, for a
 * person, when there is none.
 */
export function nextVersion(current: string, wanted: Wanted, isReleased: boolean): string {
  const [, major = 0, minor = 0, patch = 0] = (VERSION.exec(current) ?? []).map(Number);
  if (wanted === 'major') return `${major + 1}.0.0`;
  if (wanted === 'minor') return `${major}.${minor + 1}.0`;
  if (wanted === 'patch') return `${major}.${minor}.${patch + 1}`;
  const parts = VERSION.exec(wanted)?.slice(1).map(Number);
  if (!parts) throw new Error(`"${wanted}" is no version: give major, minor, patch, or one like 1.2.3`);
  const isSame = wanted === current;
  if (isSame && isReleased) throw new Error(`${wanted} is released already`);
  const order = [major, minor, patch].map((own, index) => (parts[index] ?? 0) - own).find((one) => one !== 0) ?? 0;
  if (order < 0) throw new Error(`${wanted} is older than ${current}`);
  return wanted;
}

/** The next version of the histories: `1.4` after `1.3`. */
export function nextHistories(current: string): string {
  const [major = '1', minor = '0'] = current.split('.');
  return `${major}.${Number(minor) + 1}`;
}
