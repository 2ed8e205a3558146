import { inSentence } from '../../domain/text/in-sentence.ts';
import type { ReadingProblem } from '../../domain/volumes/disk-reading.ts';
import { volumeLabel } from '../../domain/volumes/volume.ts';
import type { Language } from '../../texts/language.ts';
import { numberText } from '../../texts/numbers.ts';
import { diskTexts } from './texts/index.ts';

/** Returns what a text calls a volume: `C:`, `/var`, `"Data"`, `„Data“`. */
export function driveLabel(drive: string, language: Language): string {
  const label = volumeLabel(drive);
  return label.startsWith('"') ? diskTexts(language).quoted({ name: label.slice(1, -1) }) : label;
}

/** Returns a percentage as the language writes its number, without the sign. */
export function percentText(percent: number, language: Language): string {
  return numberText(percent, language, 2);
}

/**
 * Returns why a drive has no reading as a clause without a full stop; `otherwise` stands for a
 * problem that is not known.
 */
export function problemText(
  { drive, language }: { readonly drive: string; readonly language: Language },
  problem: ReadingProblem | undefined,
  otherwise: 'not-asked' | 'unknown',
): string {
  const { freeMb = 0, totalMb = 0 } = problem?.kind === 'impossible' ? problem : {};
  return inSentence(
    diskTexts(language).problem[problem?.kind ?? otherwise]({
      volume: driveLabel(drive, language),
      freeMb: String(freeMb),
      totalMb: String(totalMb),
    }),
  );
}
