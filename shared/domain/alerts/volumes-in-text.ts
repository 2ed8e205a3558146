import { parseVolume } from '../volumes/volume.ts';

/** A text with each volume replaced by one word, and the volumes it names, each once. */
export interface VolumesInText {
  readonly text: string;
  readonly volumes: readonly string[];
  /** Atera's own form: `Disk Usage(C:)`, a volume in brackets right behind what is measured. */
  readonly bracketed: boolean;
}

/** Stands for a volume; the words of disks know it. */
const THE_VOLUME = ' thevolume ';

/** `Disk Usage(Data)`: what Atera's alert measures, in brackets its volume. */
const BRACKETED =
  /((?<!\p{L})(?:disk (?:usage|free(?: space)?|space)|utilisation (?:du )?disque|uso (?:de|del|do) disco|utilizzo (?:del )?disco|\p{L}{0,20}(?:auslastung|belegung|nutzung|gebruik)))( ?)\( ?([^()]{1,200}) ?\)/giu;
const WINDOWS_GUID = /\\\\\?\\volume\{[0-9a-f-]{1,40}\}\\?/giu;
/** `C:`, `[C:]`, `C:\`, but not the letter of a path, of a share or inside a word. */
const LETTER = /(?<![\p{L}\p{N}\\/.])[([]?([a-z]):[\\/]?(?![\p{L}\p{N}\\/])[)\]]?/giu;
/** `/dev/sda1` is what is mounted, not where. */
const DEVICE_FILE = /(?<![^\s([:"'])\/dev\/[\p{L}\p{N}_./-]{1,99}/gu;
const MOUNT_POINT = /(?<![^\s([:"'])\/[\p{L}_][\p{L}\p{N}_./-]{0,199}/gu;

/** Words before a letter without a colon, or before a lone slash. */
const BEFORE =
  '(?:^|(?<!\\p{L})(?:disk|drive|volume|partition|filesystem|laufwerk|festplatte|datenträger|lecteur|disque|unidad|disco|unità|schijf|station|unidade|auf|on|sur) )';
const BARE_LETTER = new RegExp(`(${BEFORE})([a-z])(?![\\p{L}\\p{N}:'’])`, 'giu');
const ROOT = new RegExp(`(${BEFORE})(/)(?=[\\s:,]|$)|(?<=\\s)/(?=:)`, 'giu');
/** `C drive`; A and I are words. */
const LETTER_BEFORE = /(?<![\p{L}\p{N}'’.])([B-HJ-Z])(?= (?:drive|disk|volume|partition)(?!\p{L}))/gu;
/** Another computer's: a word that no table has stands in its place. */
const NETWORK_SHARE = /\\\\[^\s\\?][^\s]{0,200}/gu;

/**
 * Returns the volumes a text names: letters, mount points, Windows volumes, and a name where only a
 * volume can stand.
 */
export function volumesIn(given: string): VolumesInText {
  const volumes = new Set<string>();
  let bracketed = false;
  const take = (whole: string, volume: string | undefined, before = '') => {
    if (volume === undefined) return whole;
    volumes.add(volume);
    return `${before}${THE_VOLUME}`;
  };
  const text = given
    .replaceAll(BRACKETED, (whole, measure: string, space: string, inside: string) => {
      const found = partsOf(inside).flatMap((part) => inBrackets(part, space) ?? []);
      if (found.length === 0) return whole;
      for (const volume of found) volumes.add(volume);
      bracketed = true;
      return `${measure}${THE_VOLUME}`;
    })
    .replaceAll(WINDOWS_GUID, (whole) => take(whole, parseVolume(whole)))
    .replaceAll(NETWORK_SHARE, ' networkshare ')
    .replaceAll(LETTER_BEFORE, (whole) => take(whole, whole))
    .replaceAll(LETTER, (whole, letter: string) => take(whole, parseVolume(letter)))
    .replaceAll(DEVICE_FILE, ' disk ')
    .replaceAll(MOUNT_POINT, (whole) => take(whole, parseVolume(whole.replace(/[.-]{1,9}$/, ''))))
    .replaceAll(BARE_LETTER, (whole, before: string, letter: string) =>
      take(whole, /[A-Z]/.test(letter) && before !== '' ? letter : undefined, before),
    )
    .replaceAll(ROOT, (whole, before?: string) => take(whole, '/', before));
  return { text, volumes: [...volumes], bracketed };
}

/** `C: and D:`, `/, /var`: several volumes; anything else is one, whatever its name is made of. */
function partsOf(inside: string): string[] {
  const parts = inside.split(/ ?[,;&+] ?| (?:and|und|et|y|e|en) |(?<=:)\/(?=[a-z]:)/iu);
  return parts.every((part) => /^(?:[a-z]:?\\?|\/.*)$/iu.test(part)) ? parts : [inside];
}

/** A name is believed only where Atera puts it, without a space: `Disk usage (high)` names none. */
function inBrackets(inside: string, space: string): string | undefined {
  const volume = parseVolume(inside);
  if (volume === undefined || /^\d|[%<>]/.test(volume)) return undefined;
  const isName = !/^(?:[A-Z]$|[A-Z]:|[/\\])/.test(volume);
  return isName && space !== '' ? undefined : volume;
}
