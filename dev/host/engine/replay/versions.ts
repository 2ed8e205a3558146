import type { Versioning } from '../../host-json.ts';

/**
 * What a host of the given version does with an instance: runs it, leaves it in the queue, or fails
 * it.
 */
export function judgeVersion(
  version: string | null,
  { defaultVersion, match, failure }: Versioning,
): 'run' | 'Reject' | 'Fail' {
  const isAccepted =
    match === 'None' ||
    version === null ||
    version === '' ||
    (match === 'Strict' ? version === (defaultVersion ?? '') : compareVersions(version, defaultVersion ?? '') <= 0);
  return isAccepted ? 'run' : failure;
}

/** The text of an instance that `Fail` ended. */
export const VERSION_MISMATCH = 'VersionMismatch: Orchestration version did not comply with Worker Versioning';

/**
 * Compares as .NET's Version does where both are dotted numbers, else as text; the empty version is
 * the oldest.
 */
function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  if (!left || !right) return a < b ? -1 : a > b ? 1 : 0;
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbers(version: string): number[] | undefined {
  return /^\d+(\.\d+){1,3}$/.test(version) ? version.split('.').map(Number) : undefined;
}
