import type { now as en } from '../en/now.ts';

/** The German texts of this view. */
export const now: typeof en = {
  title: 'Jetzt',
  unread: (parts) => `Konnte zuletzt nicht gelesen werden und steht da wie zuvor: ${parts}.`,
  counts: {
    label: 'Auf einen Blick',
    questions: 'Warten auf Sie',
    inFlight: 'In Arbeit',
    sites: 'Standortausfälle',
    lastPoll: 'Letzter voller Abruf',
    noPoll: 'noch keiner',
    healthy: (warnings) => (warnings === 0 ? 'Bereit' : `Bereit, ${warnings} zu prüfen`),
  },
  questions: {
    title: 'Fragen',
    none: 'Niemand muss etwas beantworten.',
    noneHint: 'Will die App auf einem Gerät handeln, fragt sie zuerst hier.',
    more: 'Noch sind nicht alle Vorgänge gelesen, es kann also weitere Fragen geben. Die Seite macht von selbst weiter.',
    expires: (inTime) => `Läuft ab ${inTime}`,
    showEvidence: 'Befund zeigen',
    asked: (at) => `Gefragt ${at}`,
    approve: 'Freigeben',
    reject: 'Ablehnen',
    approveTitle: 'Freigeben',
    rejectTitle: 'Ablehnen',
    approveMeans:
      'Das Gerät wird noch einmal geprüft; nur wenn es noch denselben Befund zeigt, wird der Befehl gesendet und danach geprüft.',
    rejectMeans: 'Auf dem Gerät geschieht nichts. Die App macht mit einem Ticket weiter, das Ihren Grund nennt.',
    reason: 'Grund',
    optional: '(optional)',
    name: 'Ihr Name',
    sending: 'Wird gesendet …',
    done: { approve: 'Freigegeben.', reject: 'Abgelehnt.' },
  },
  runs: {
    title: 'In Arbeit',
    watched: 'Beobachtet: Ein Ticket ist offen, der Zustand wird wieder geprüft',
    noneWatched: 'Nichts wird beobachtet.',
    more: (shown) => `Nur die ersten ${shown} sind zu sehen.`,
    none: 'Nichts ist in Arbeit.',
    noneHint: 'Die App ruft weiter ab; neue Alarme erscheinen hier, solange sie bearbeitet werden.',
    nextAt: 'Nächste Prüfung',
    atTheLatest: 'Endet spätestens',
    ticket: (id) => `Ticket ${id}`,
    state: {
      opening: 'wartet',
      remediating: 'in Arbeit',
      watching: 'beobachtet',
      closed: 'beendet',
    },
    asked: 'wartet auf Sie',
    due: 'fällig',
    why: 'Zeitachse',
    cancel: 'Abbrechen',
    cancelTitle: 'Diesen Vorgang in Ruhe lassen',
    cancelMeans:
      'Die App beendet den Lauf und lässt diesen Vorfall in Ruhe. Ticket und Alarm bleiben, wie sie sind, und werden nicht mehr angefasst. Ein neuer Alarm wird wie gewohnt aufgenommen.',
    cancelReason: 'Grund',
    confirmCancel: 'In Ruhe lassen',
    cancelled: 'Abgebrochen.',
  },
  sites: {
    title: 'Standortausfälle',
    none: 'Kein Standort ist still.',
    devices: (quiet, of) => `${quiet} von ${of} still`,
    suspected: 'Atera selbst steht im Verdacht: Für Geräte, die offline sind, gibt es solange keine Tickets.',
  },
  directory: {
    title: 'Geräte',
    refresh: 'Neu auflisten',
    never: 'Die Geräte wurden noch nicht aufgelistet.',
    listed: 'Aufgelistet',
    counts: (agents, servers) => `${agents} in Atera, ${servers} in Automox.`,
    matched: (matched, all) => `In Automox zugeordnet: ${matched} von ${all}.`,
    why: 'Warum die anderen nicht',
    failed: (at) => `Nicht aufgelistet um ${at}`,
    noCause: 'Es wurde beendet oder schlug fehl.',
    begun: 'Begonnen',
    pages: (read, all) =>
      all === null
        ? `${read} Seiten gelesen; wie viele es sind, ist nicht bekannt`
        : `${read} von ${all} Seiten gelesen`,
    stage: (stage, list, lists) => {
      if (stage === 'atera') return 'Agenten in Atera werden gelesen';
      if (stage === 'automox') return `Automox wird gelesen, Organisation ${list - 1} von ${lists - 1}`;
      if (stage === 'matching') return 'Geräte werden zugeordnet';
      return stage === 'other-lists'
        ? 'Aufgelistet; Geräte ohne Agent werden gelesen'
        : 'Wartet, bis es an der Reihe ist';
    },
    reasons: {
      'not-set-up': 'Automox ist nicht eingerichtet',
      'customer-unassigned': 'Kunde keiner Organisation zugewiesen',
      'organization-refused': 'Automox verweigert die Organisation',
      'no-longer-listed': 'Von Automox nicht mehr aufgelistet',
      'not-matched': 'Noch nicht zugeordnet',
      'unknown-in-automox': 'In Automox unbekannt',
      'no-serial': 'Keine Seriennummer',
      'placeholder-serial': 'Platzhalter als Seriennummer',
      'shared-serial': 'Seriennummer mehrerer Geräte',
      'other-serial': 'Andere Seriennummer in Automox',
      'shared-name': 'Rechnername mehrerer Geräte',
      'other-name': 'Anderer Rechnername in Automox',
      'wrong-place': 'In anderer Organisation oder Gruppe',
      'pair-differs': 'Paar in den Regeln passt nicht',
      'pair-of-another': 'In den Regeln einem anderen zugeordnet',
    },
  },
  budgets: {
    title: 'Anfragebudgets',
    none: 'Kein Budget ist in Gebrauch.',
    use: (percent, share) => `${percent === 0 ? '0' : `bis zu ${percent}`} % von ${share} Anfragen`,
    reduced: (share) => `auf ${share} verringert, weil der Hersteller „zu viele“ meldete`,
    paused: (until) => `pausiert bis ${until}`,
    waiting: (count) => `${count} warten`,
  },
  brakes: {
    title: 'Bremsen',
    none: 'Keine Bremse ist an.',
    until: (at) => `bis ${at}`,
    because: {
      'in-a-row': 'Mehrere Aktionen nacheinander halfen nicht: Auf Geräten geschieht nichts.',
      share: 'Zu viele Aktionen halfen nicht: Auf Geräten geschieht nichts.',
      'after-pause': 'Die erste Aktion nach einer Pause half nicht: Auf Geräten geschieht nichts.',
    },
  },
  health: {
    title: 'Zustand',
    ready: 'Bereit',
    notReady: 'Nicht bereit',
    ok: 'gut',
    warning: 'Warnung',
    failed: 'Fehler',
    allWell: (count) => `${count} Prüfungen, alle gut`,
    show: 'Alle Prüfungen',
  },
};
