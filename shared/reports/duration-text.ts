import type { Language } from '../texts/language.ts';
import { numberText } from '../texts/numbers.ts';

const UNITS = [
  { seconds: 86_400, en: 'd', de: 'Tg.' },
  { seconds: 3_600, en: 'h', de: 'Std.' },
  { seconds: 60, en: 'min', de: 'Min.' },
] as const;

/** Returns a duration in its largest unit with one decimal: `2.5 h`, `2,5 Std.`. */
export function durationText(seconds: number, language: Language): string {
  const unit = UNITS.find((one) => seconds >= one.seconds);
  return unit
    ? `${numberText(seconds / unit.seconds, language, 1)} ${unit[language]}`
    : `${numberText(seconds, language)} s`;
}
