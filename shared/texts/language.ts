/** The languages that people read tickets, questions and outcomes in. */
export const languages = ['en', 'de'] as const;

/** One of `languages`. */
export type Language = (typeof languages)[number];

/** Returns the table of a language; each has the same entries. */
export type TextsIn<Texts> = (language: Language) => Texts;

/** Returns a reader of one table of texts per language. */
export function byLanguage<Texts>(tables: Readonly<Record<Language, Texts>>): TextsIn<Texts> {
  return (language) => tables[language];
}
