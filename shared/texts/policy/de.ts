import type { en } from './en.ts';

/** As the English texts. */
export const de: typeof en = {
  modes: ({ count, names, others, playbook, from, to }) => {
    const rest = 'nicht aufgeführten Kunden sowie Alarme ohne Kunden';
    const who = count === 0 ? `Alle ${rest}` : `${count} Kunde${count === 1 ? '' : 'n'} (${names})`;
    const goes = count === 1 && !others ? 'wechselt' : 'wechseln';
    return `${playbook}: ${count > 0 && others ? `${who} und alle ${rest}` : who} ${goes} von ${from} zu ${to}.`;
  },
  more: ({ count }) => `${count} weitere`,
  set: ({ path, to }) => `${path} wird auf ${to} gesetzt.`,
  removed: ({ path, from }) => `${path} entfällt (bisher ${from}).`,
  changed: ({ path, from, to }) => `${path} wechselt von ${from} zu ${to}.`,
  list: ({ path, added, gone }) =>
    `${path}: ${[added && `${added} kommt hinzu`, gone && `${gone} entfällt`].filter(Boolean).join('; ')}.`,
  reordered: ({ path }) => `${path}: dieselben Einträge in anderer Reihenfolge.`,
  withoutOwn: ({ sentence }) => `${sentence} Das gilt für alle Kunden ohne eigenen Wert.`,
  notListed: ({ ids }) =>
    `WORKLET_ALLOWLIST enthält ${ids} nicht: die App führt ein solches Worklet nicht aus, was immer die Richtlinie sagt.`,
  ceiling: ({ mode }) => `REMEDIATION_MODE ist ${mode}: darüber hinaus geht nichts, was immer die Richtlinie sagt.`,
  announced: ({ by, at, changes }) =>
    `Eine Änderung der Richtlinie durch ${by} erweitert, was die App tun darf, und gilt ab ${at}. ${changes} Bis dahin lässt sie sich auf der Seite Richtlinie zurückziehen.`,
  inForce: ({ by, changes }) => `Eine Änderung der Richtlinie durch ${by} ist in Kraft. ${changes}`,
  withdrawn: ({ by, announcedBy }) =>
    `Die von ${announcedBy} angekündigte Änderung der Richtlinie wurde von ${by} zurückgezogen: sie tritt nicht in Kraft.`,
  invalid:
    'Die gespeicherte Richtlinie ist für diese Version der App nicht gültig; außerhalb der App wird nichts geändert, bis sie auf der Seite Richtlinie berichtigt ist',
  lost: 'Die gespeicherte Richtlinie ist nicht auffindbar; außerhalb der App wird nichts geändert, bis auf der Seite Richtlinie wieder eine gespeichert ist',
};
