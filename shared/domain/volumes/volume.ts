import { createHash } from 'node:crypto';

/**
 * Longest volume that is accepted, in characters: deeper mount points are no place that alerts are
 * raised for.
 */
export const MAX_VOLUME_LENGTH = 200;

/** `C`, `c:`, `C:\`, `C:/` and what inventories write behind a letter: `C: (System)`. */
const LETTER = /^([A-Za-z])(?::[\\/]?(?: ?[([][^()[\]]*[)\]])?)?$/;
/** `C:\ClusterStorage\Volume1`: a volume mounted in a folder of Windows. */
const WINDOWS_MOUNT = /^([A-Za-z]):[\\/]+([^\\/].*)$/;
/** `\\?\Volume{3f2c…}\`: a Windows volume without a letter. */
const WINDOWS_GUID = /^\\\\[?.]\\volume(\{[0-9a-f-]+\})\\?$/i;
/** `\\nas\share`: another computer's. */
const NETWORK_SHARE = /^(?:\\\\|\/\/)/;

/** What neither Windows nor macOS allows in a volume's name is no name. */
const NAME = /^(?=.*[\p{L}\p{N}])[^\\/:*?"<>|]+$/u;

const UNWANTED = /[\p{Cc}\p{Cf}]/gu;

/** Longest readable part of a key. */
const MAX_SLUG = 24;
/** Hex digits of the hash that distinguishes two volumes whose readable parts are equal. */
const HASH_DIGITS = 16;

/**
 * Returns the one way to write a volume: a letter is upper case without colon (`C`); a mount point
 * is as it is, without a slash at its end (`/var`); Windows' own paths are lower case behind the
 * letter, because Windows ignores case; anything else is a volume's name, exact. Undefined for what
 * is no local volume.
 */
export function parseVolume(text: string): string | undefined {
  const given = unquoted(text.replaceAll(UNWANTED, '').trim()).replaceAll(/\s+/gu, ' ');
  if (given === '' || given.length > MAX_VOLUME_LENGTH) return undefined;
  const letter = LETTER.exec(given)?.[1];
  if (letter !== undefined) return letter.toUpperCase();
  const [, mountLetter, folder] = WINDOWS_MOUNT.exec(given) ?? [];
  if (mountLetter !== undefined && folder !== undefined) return mountOf(mountLetter, folder);
  const guid = WINDOWS_GUID.exec(given)?.[1];
  if (guid !== undefined) return `\\\\?\\Volume${guid.toLowerCase()}`;
  if (/^\/[\\/ ]*$/.test(given)) return '/';
  if (NETWORK_SHARE.test(given)) return undefined;
  if (given.startsWith('/')) return withoutEnd(given);
  return NAME.test(given) ? given : undefined;
}

/**
 * Returns the volume's part of a condition key. A letter stays a letter; any other volume is a
 * readable part and a hash, so that `/var` and `_var` differ. Only `[A-Za-z0-9-]`, at most 41
 * characters.
 */
export function volumeKey(volume: string): string {
  const canonical = parseVolume(volume) ?? volume;
  if (/^[A-Z]$/.test(canonical)) return canonical;
  // JSON escapes what is no whole character, which UTF-8 would make equal.
  const hash = createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, HASH_DIGITS);
  const slug =
    canonical
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-') ?? '';
  return `${slug.slice(0, MAX_SLUG) || 'volume'}-${hash}`;
}

/** Returns what a ticket calls a volume: `C:`, `/var`, `"Data"`. */
export function volumeLabel(volume: string): string {
  const canonical = parseVolume(volume) ?? volume;
  if (/^[A-Z]$/.test(canonical)) return `${canonical}:`;
  return isPath(canonical) ? canonical : `"${canonical}"`;
}

/** True when an inventory's row (`c:\`, `/var/`) is about this volume. */
export function isVolume(row: string, volume: string): boolean {
  const named = parseVolume(row);
  return named !== undefined && named === parseVolume(volume);
}

function isPath(canonical: string): boolean {
  return /^(?:\/|\\\\|[A-Z]:\\)/.test(canonical);
}

function mountOf(letter: string, folder: string): string {
  const path = withoutEnd(folder.replaceAll('/', '\\')).toLowerCase();
  return path === '' ? letter.toUpperCase() : `${letter.toUpperCase()}:\\${path}`;
}

/** With the blanks before it: what is left is read again as it is. */
function withoutEnd(path: string): string {
  return path.replace(/[\\/ ]{1,200}$/, '');
}

function unquoted(text: string): string {
  const inner = /^(["'“„«])(.*)["'”“»]$/u.exec(text)?.[2]?.trim();
  return inner === undefined || inner === '' ? text : unquoted(inner);
}
