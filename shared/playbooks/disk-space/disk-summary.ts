import type { DiskReading, ReadingProblem } from '../../domain/volumes/disk-reading.ts';
import type { Language } from '../../texts/language.ts';
import type { DiskDecision } from './decide-disk.ts';
import { percentText, problemText } from './drive-texts.ts';
import { diskTexts } from './texts/index.ts';

/** What an outcome row says of an inspection. */
export interface DiskSummaryFacts {
  readonly language: Language;
  readonly drive: string;
  readonly because: DiskDecision['because'];
  readonly verdict: DiskDecision['verdict'];
  readonly reading?: DiskReading | undefined;
  readonly readingProblem?: ReadingProblem | undefined;
  readonly thresholdPercent?: number | undefined;
  readonly flapping: boolean;
  /** As Atera reports it; undefined = not reported. */
  readonly online?: boolean | undefined;
}

/** Returns one or two sentences for outcome rows: what was read, and what it proves. */
export function diskSummary(facts: DiskSummaryFacts): string {
  const { language, because, reading, readingProblem, thresholdPercent } = facts;
  const texts = diskTexts(language);
  const { verdict, flapping, online } = facts;
  const words = {
    used: reading && percentText(reading.usedPercent, language),
    limit: thresholdPercent === undefined ? undefined : percentText(thresholdPercent, language),
  };
  if (verdict === 'recovered' && flapping) return texts.summary.flapping(words);
  if (because === 'no-reading') return texts.cannotBeRead({ problem: problemText(facts, readingProblem, 'not-asked') });
  if (because === 'device-offline') return texts.summary[online === undefined ? 'online-unknown' : because](words);
  if (because === 'reading-full' && online !== true)
    return texts.summary[online === undefined ? 'full-online-unknown' : 'full-offline'](words);
  return texts.summary[because](words);
}
