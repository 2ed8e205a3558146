import type { Language } from '../../texts/language.ts';
import type { DetailsFound, Hint, Recognition } from '../define-playbook.ts';
import type { DiskDetails } from './details.ts';
import { driveLabel } from './drive-texts.ts';
import { saysDisk } from './says-disk.ts';
import { diskTexts } from './texts/index.ts';

/**
 * How disk alerts are recognised. Which category a disk threshold has is not documented: only one
 * that cannot be is held against it.
 */
export const diskRecognition: Recognition<DiskDetails> = {
  inTexts: (alert) => {
    const { sides, thresholdPercent } = saysDisk(alert);
    const limit = thresholdPercent === undefined ? {} : { thresholdPercent };
    return {
      hints: sides.map(({ from, volumes, says }): Hint => ({ from, strength: says ? 2 : 0, volumes, ...limit })),
    };
  },
  categories: { Disk: 1, Availability: -1, Exchange: -1 },
  patterns: {
    description: 'Alerts about a full disk: renamed thresholds, scripts, other languages.',
    needs: { placeholder: '{drive}', because: 'without the drive nothing can be inspected' },
  },
  detailsIn,
};

/** The volume must come out the same everywhere. */
function detailsIn(hints: readonly Hint[], _section: unknown, language: Language): DetailsFound<DiskDetails> {
  const texts = diskTexts(language).recognition;
  const labels = (volumes: readonly string[] = []) => volumes.map((volume) => driveLabel(volume, language));
  const named = hints.filter(({ volumes = [] }) => volumes.length > 0);
  const [first] = named;
  const drive = first?.volumes?.[0];
  if (first === undefined || drive === undefined) return { unclear: texts.noDrive };
  const several = named.find(({ volumes = [] }) => volumes.length > 1);
  if (several)
    return { unclear: texts.severalDrives({ from: several.from, drives: labels(several.volumes).join(', ') }) };
  const other = named.find(({ volumes = [] }) => volumes[0] !== drive);
  if (other) {
    const said = { from: first.from, drive: driveLabel(drive, language) };
    return { unclear: texts.otherDrives({ ...said, otherFrom: other.from, others: labels(other.volumes).join(', ') }) };
  }
  const thresholdPercent = limitIn(hints);
  return {
    details: { drive, ...(thresholdPercent !== undefined && { thresholdPercent }) },
    says: texts.says({ volume: driveLabel(drive, language) }),
  };
}

/**
 * A tenant's pattern says what a number means: its limit wins over what was read from the words.
 */
function limitIn(hints: readonly Hint[]): number | undefined {
  return hints.findLast((hint) => hint.thresholdPercent !== undefined)?.thresholdPercent;
}
