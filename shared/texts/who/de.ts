import type { en } from './en.ts';

/** As above, in German. */
export const de: typeof en = {
  typed: ({ name }) => `${name} (eingegeben, nicht geprüft)`,
  signedIn: ({ name }) => `${name} (angemeldet)`,
  signedInAs: ({ name, typed }) => `${name} (angemeldet; eingegeben: ${typed})`,
  byKey: 'jemand mit dem Schlüssel (ohne Namen)',
};
