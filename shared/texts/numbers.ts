import type { Language } from './language.ts';

/**
 * Returns a number as people of the language write it, with at most `decimals` (default 0) of them:
 * `1,234.5`, `1.234,5`.
 */
export function numberText(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: decimals }).format(value);
}

/** Returns a size in MiB as gigabytes with one decimal: `48.3 GB`, `48,3 GB`. */
export function gigabytesText(megabytes: number, language: Language): string {
  const format = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${new Intl.NumberFormat(LOCALES[language], format).format(megabytes / 1024)} GB`;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
