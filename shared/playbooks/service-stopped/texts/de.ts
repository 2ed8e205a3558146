import type { en, Place, ServiceWords } from './en.ts';

const der = ({ service }: ServiceWords) => (service === undefined ? 'ein Dienst' : `der Dienst „${service}“`);
const Der = ({ service }: ServiceWords) => (service === undefined ? 'Ein Dienst' : `Der Dienst „${service}“`);
const zum = ({ service }: ServiceWords) => (service === undefined ? 'zu einem Dienst' : `zum Dienst „${service}“`);

const summary = {
  'alert-ended': (words: ServiceWords) => `In Atera ist der Alarm ${zum(words)} nicht mehr offen.`,
  'restart-verified': (words: ServiceWords) =>
    `Der Alarm ${zum(words)} ist seit dem Start des Dienstes nicht mehr offen.`,
  'may-pass': (words: ServiceWords) => `${Der(words)} startet möglicherweise von selbst wieder.`,
  'just-booted': (words: ServiceWords) =>
    `Das Gerät ist gerade erst hochgefahren; ${der(words)} startet möglicherweise noch.`,
  'device-offline': (words: ServiceWords) =>
    `Das Gerät ist offline, deshalb lässt sich der Alarm ${zum(words)} nicht überprüfen.`,
  'alert-gone-offline': (words: ServiceWords) =>
    `Der Alarm ${zum(words)} ist in Atera nicht mehr offen, aber Atera meldet nicht, dass das Gerät online ist.`,
  'not-by-atera': (words: ServiceWords) =>
    `Ein Alarm ${zum(words)} ist offen, der nicht von Ateras eigenem Monitor stammt: Ob der Dienst noch gestoppt ist, ist nicht bekannt.`,
  'alert-lost': (words: ServiceWords) =>
    `Ob der Alarm ${zum(words)} noch offen ist, ist nicht bekannt: Der App fehlt ihr Eintrag dazu.`,
  'still-stopped': (words: ServiceWords) => `Atera meldet, dass ${der(words)} gestoppt ist.`,
};

const summaryNotes = {
  flapping: 'Der Alarm ist in letzter Zeit mehrmals wiedergekommen.',
  checkedAgain: ({ at }: { at: string }) => `Die nächste Prüfung ist am ${at}.`,
  mayPass: ({ at }: { at: string }) =>
    `Der Dienst startet möglicherweise von selbst wieder; er wird am ${at} erneut geprüft.`,
  restarted: 'Der Alarm zum Dienst ist seit dem Start des Dienstes nicht mehr offen.',
};

const headline = {
  keepsStopping: ({ service, device }: Place) =>
    service === undefined
      ? `Ein Dienst auf ${device} bleibt immer wieder stehen`
      : `Dienst „${service}“ auf ${device} bleibt immer wieder stehen`,
  stopped: ({ service, device }: Place) =>
    service === undefined ? `Ein Dienst auf ${device} ist gestoppt` : `Dienst „${service}“ auf ${device} gestoppt`,
  unverified: (place: Place) => `Alarm ${zum(place)} auf ${place.device} konnte nicht überprüft werden`,
};

const what = {
  stopped: (place: Place) => `Atera meldet, dass ${der(place)} auf ${place.device} gestoppt ist.`,
  ended: (place: Place) =>
    `${Der(place)} auf ${place.device} ist in letzter Zeit mehrmals stehen geblieben; jeder Alarm dazu hat sich wieder erledigt.`,
  unverified: (place: Place) =>
    `Atera hat gemeldet, dass ${der(place)} auf ${place.device} gestoppt ist; ob das noch so ist, konnte nicht überprüft werden.`,
  whichUnknown: 'Welcher Dienst gemeint ist, sagt der Alarm nicht.',
};

const ended = ({ at }: { at: string }) => `Der Alarm ist in Atera nicht mehr offen (geprüft am ${at}).`;
const open = ({ at }: { at: string }) => `Der Alarm ist in Atera offen (geprüft am ${at}).`;

const state = {
  'alert-ended': ended,
  'restart-verified': ended,
  'may-pass': open,
  'just-booted': open,
  'still-stopped': open,
  'device-offline': ({ at }: { at: string }) =>
    `Der Alarm ist in Atera offen, aber das Gerät ist offline; solange löst Atera weder Alarme aus noch beendet es welche (geprüft am ${at}).`,
  'alert-gone-offline': ({ at }: { at: string }) =>
    `Der Alarm ist in Atera nicht mehr offen, aber Atera meldet nicht, dass das Gerät online ist; das beweist also nichts (geprüft am ${at}).`,
  'not-by-atera': ({ at }: { at: string }) =>
    `Der Alarm ist in Atera offen, stammt aber nicht von Ateras eigenem Monitor und kann deshalb veraltet sein (geprüft am ${at}).`,
  'alert-lost': ({ at }: { at: string }) =>
    `Ob der Alarm noch offen ist, ist nicht bekannt: Der App fehlt ihr Eintrag dazu (geprüft am ${at}).`,
};

const observed = {
  alertSays: ({ said }: { said: string }) => `Der Alarm in Atera lautet: „${said}“.`,
  lastBoot: ({ at }: { at: string }) => `Laut Atera ist das Gerät zuletzt am ${at} hochgefahren.`,
};

const tried = {
  nothing: 'Am Gerät wurde nichts geändert.',
  noAction: ({ because }: { because: string }) => `Die App konnte den Dienst nicht starten: ${because}.`,
};

const fromThere =
  'und starten Sie ihn oder finden Sie heraus, warum er nicht läuft (Ereignisprotokoll, Abhängigkeiten, Starttyp)';

const advice = {
  nothing: 'Im Moment ist nichts zu tun.',
  check: ({ isAway }: { isAway: boolean }) =>
    isAway
      ? `Prüfen Sie, sobald das Gerät wieder da ist, ob der Dienst läuft, ${fromThere}.`
      : `Prüfen Sie, ob der Dienst läuft, ${fromThere}.`,
  checkUnnamed: ({ isAway }: { isAway: boolean }) =>
    isAway
      ? `Finden Sie heraus, welcher Dienst gemeint ist. Prüfen Sie, sobald das Gerät wieder da ist, ob er läuft, ${fromThere}.`
      : `Finden Sie heraus, welcher Dienst gemeint ist. Prüfen Sie, ob er läuft, ${fromThere}.`,
  resolve: 'Setzen Sie den Alarm danach in Atera auf gelöst; er endet nicht von selbst.',
  cause:
    'Der Dienst ist in letzter Zeit mehrmals stehen geblieben: Suchen Sie die Ursache (Ereignisprotokoll, System).',
};

const noAction = {
  unnamed: 'Der Alarm sagt nicht, um welchen Dienst es geht',
  noWorklet: 'Die Richtlinie nennt für den Kunden kein Worklet, das diesen Dienst startet',
  twoWorklets: 'Die Richtlinie nennt zwei Worklets für Namen dieses Dienstes',
  unproven: 'Es ist nicht sicher, dass der Dienst gestoppt ist',
  notOnline: 'Atera meldet nicht, dass das Gerät online ist',
};

const meanings: Readonly<Record<number, string>> = {
  0: 'Windows hat den Dienst gestartet',
  1053: 'Der Dienst hat nicht rechtzeitig geantwortet',
  1056: 'Der Dienst lief bereits',
  1058: 'Der Dienst ist deaktiviert, deshalb startet Windows ihn nicht',
  1060: 'Das Gerät hat keinen solchen Dienst',
  1068: 'Ein Dienst, den er benötigt, ist nicht gestartet',
  1069: 'Der Dienst konnte sich nicht anmelden',
};

const adviceByCode: Readonly<Record<number, string>> = {
  1058: 'Entscheiden Sie, ob der Dienst laufen soll: Ändern Sie seinen Starttyp, oder überwachen Sie ihn in Atera nicht mehr. Er ist deaktiviert.',
  1060: 'Vergleichen Sie den Namen, den das Worklet startet, mit den Diensten des Geräts.',
  1068: 'Finden Sie heraus, welcher der Dienste, die er benötigt, nicht startet (Ereignisprotokoll, System).',
};

const restart = {
  proposal: ({ worklet, service, device }: { worklet: string; service: string; device: string }) =>
    `Automox-Worklet ${worklet} (Dienst „${service}“ starten) auf ${device} ausführen, weil der Dienst laut Atera gestoppt ist.`,
  ended: ({ code }: { code: string }) => `Laut Automox wurde das Worklet mit Exitcode ${code} beendet.`,
  endedWith: ({ code, meaning }: { code: string; meaning: string }) =>
    `Laut Automox wurde das Worklet mit Exitcode ${code} beendet: ${meaning}.`,
  over: 'Der Alarm in Atera ist seitdem nicht mehr offen, durch zwei Prüfungen bestätigt.',
  open: 'Der Alarm in Atera ist danach weiterhin offen.',
  back: 'Der Alarm in Atera hatte danach geendet und ist wieder offen: Der Dienst ist erneut stehen geblieben.',
  offline:
    'Der Alarm in Atera ist nicht mehr offen, aber das Gerät ist nicht online: Ob der Dienst läuft, ist nicht bekannt.',
  notInspected: ({ why }: { why: string }) =>
    `Ob es geholfen hat, ist nicht bekannt: Das Gerät konnte nicht überprüft werden (${why}).`,
};

const recognition = {
  says: ({ service }: { service: string }) => `dass der Dienst „${service}“ gestoppt ist`,
  saysUnnamed: 'dass ein Dienst gestoppt ist, aber nicht welcher',
};

/** What people read of a stopped service, in German. */
export const de: typeof en = {
  condition: ({ service }) => `Zustand des Dienstes „${service}“`,
  conditionUnnamed: 'Zustand eines Dienstes',
  ...{ summary, summaryNotes, headline, what, state, observed, tried, advice },
  closesWhen: 'der Alarm in Atera bei zwei Prüfungen in Folge nicht mehr offen und das Gerät dabei online ist',
  ...{ noAction, meanings, adviceByCode, restart, recognition },
};
