/** Who did something, as far as that is known. */
export const en = {
  typed: ({ name }: { name: string }): string => `${name} (typed, not verified)`,
  signedIn: ({ name }: { name: string }): string => `${name} (signed in)`,
  signedInAs: ({ name, typed }: { name: string; typed: string }): string => `${name} (signed in; typed: ${typed})`,
  byKey: 'somebody with the key (no name given)',
};
