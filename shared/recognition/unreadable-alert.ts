import type { Outcome } from '../domain/occurrences/course/outcome.ts';
import { plainText } from '../domain/text/plain-text.ts';
import type { Unreadable } from '../http/rows.ts';
import type { Language } from '../texts/language.ts';
import { triageTexts } from '../texts/triage/index.ts';

/** Returns the outcome of a row that could not be read: kept under its id, or a hash of the row. */
export function triageUnreadable(
  row: Unreadable,
  { now, language }: { readonly now: number; readonly language: Language },
): Outcome {
  const id = (row.id || row.fingerprint || 'unknown').replaceAll(/[^A-Za-z0-9._-]/g, '-');
  const subject = `raw-${id}`;
  const text = plainText(triageTexts(language).unreadable(row), 500);
  return {
    subject,
    state: 'unreadable',
    code: 'unreadable',
    text,
    playbook: 'none',
    firstListedAt: now,
    updatedAt: now,
  };
}
