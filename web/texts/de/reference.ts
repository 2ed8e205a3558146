import type { reference as en } from '../en/reference.ts';

/** The German texts of this view. */
export const reference: typeof en = {
  title: 'HTTP-API',
  about: (version) => `Jede Route dieser App (Version ${version}), aus ihrem eigenen Dokument`,
  search: 'Route oder Wort',
  none: 'Keine Route passt.',
  parameters: 'Parameter',
  body: 'Inhalt',
  answers: 'Antworten',
  example: 'Beispiel',
  required: 'nötig',
};
