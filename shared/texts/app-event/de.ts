import type { en } from './en.ts';

/** As `en`. */
export const de: typeof en = {
  killSwitchOn: ({ by, reason }) =>
    `Der Notschalter wurde von ${by ?? 'jemandem ohne Namensangabe'} eingeschaltet: ${reason}. Bis er wieder ausgeschaltet ist, wird außerhalb der App nichts geändert.`,
  killSwitchOff: ({ by, reason }) =>
    `Der Notschalter wurde von ${by ?? 'jemandem ohne Namensangabe'} ausgeschaltet: ${reason}. Die App arbeitet wieder.`,
  unhealthy: ({ check, detail, fails }) =>
    fails
      ? `Die App kann ihre Arbeit nicht tun. Prüfung ${check}: ${detail}.`
      : `Die App arbeitet, braucht aber Aufmerksamkeit. Prüfung ${check}: ${detail}.`,
  healthyAgain: ({ check, detail }) => `Die Prüfung ${check} ist wieder in Ordnung: ${detail}.`,
};
