import { describe, expect, it } from 'vitest';
import { networkSummary } from '../../../../orchestrations/playbooks/network-device/summary.ts';
import type { NetworkJudgement, Reading } from '../../../../shared/playbooks/network-device/decide-network.ts';
import { networkDevice } from '../../../../shared/playbooks/network-device/definition.ts';
import {
  type NetworkFacts,
  networkTicketText,
} from '../../../../shared/playbooks/network-device/network-ticket-text.ts';
import { networkFacts, networkRow as row } from '../../../helpers/tickets/ticket-facts.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');

const away = row({ up: true, watcher: { agentId: 7, found: true, name: 'NW-WATCH', online: false } });

const ticketText = (over: Partial<NetworkFacts> = {}) => networkTicketText(networkFacts({ language: 'de', ...over }));

describe('a German ticket about a network device', () => {
  it('says what is watched, how, by whom, and what to do', () => {
    expect(ticketText()).toEqual({
      language: 'de',
      headline: 'FW ist ausgefallen',
      what: 'Das überwachte Gerät FW (SNMP, fw.example) ist ausgefallen.',
      raisedAt: NOW - 600_000,
      inspectedAt: NOW,
      observed:
        'Der Ausfallalarm ist in Atera offen. Laut Atera bei der letzten Prüfung ausgefallen (abgefragt am 2026-03-02 08:00 UTC; wann die Prüfung war, gibt Atera nicht an). Überwacht wird es vom Agenten NW-WATCH, der online ist.',
      tried: 'Am Gerät wurde nichts geändert; an einem Gerät ohne Agenten führt die App nie etwas aus.',
      advice:
        'Prüfen Sie Strom, Verkabelung und Switch-Port des Geräts sowie sein Netzwerk (bei SNMP auch, ob SNMP auf dem Gerät noch antwortet).',
      closesWhen:
        'Atera das Gerät bei zwei Prüfungen in Folge als laufend anzeigt, während der überwachende Agent online ist, oder den Alarm selbst beendet hat und das Gerät nicht als ausgefallen anzeigt',
      priority: 'High',
      impact: 'Minor',
    });
  });

  it('claims neither up nor down of devices that cannot be observed, and names all of them', () => {
    const siblingNames = Array.from({ length: 12 }, (_, index) => `AP-${index}`);
    const { headline, what, observed, advice } = ticketText({
      because: 'not-observable',
      reading: away,
      siblingNames,
    });

    expect(headline).toBe('Nicht bekannt, ob FW ausgefallen ist: nicht zu beobachten');
    expect(what).toBe(
      'Atera meldet das überwachte Gerät FW (SNMP, fw.example) als ausgefallen; ob das stimmt, ist nicht bekannt: Der Agent NW-WATCH, der das Gerät überwacht, ist offline. Dasselbe gilt für die anderen als ausgefallen gemeldeten Geräte, die dieser Agent überwacht und die solange keine Tickets bekommen: AP-0, AP-1, AP-2, AP-3, AP-4, AP-5, AP-6, AP-7, AP-8, AP-9 und 2 weitere.',
    );
    expect(observed).toContain(
      'Laut Eintrag in Atera in Betrieb (abgefragt am 2026-03-02 08:00 UTC), doch von wann diese Angabe ist, ist unbekannt: Ob das Gerät läuft oder ausgefallen ist, ist nicht bekannt.',
    );
    expect(advice).toContain('Bringen Sie den Agenten NW-WATCH wieder online');
  });

  it('claims no more than the alert of a device without a state, which keeps going down', () => {
    const reading = row({ kind: 'generic', hostname: '', up: undefined, watcher: undefined });
    const { headline, what, observed, closesWhen } = ticketText({ because: 'alert-only', reading, flapping: true });

    expect(headline).toBe('FW fällt immer wieder aus');
    expect(what).toBe(
      'Atera meldet das überwachte Gerät FW (generischer Monitor) als ausgefallen; dafür spricht nur der Alarm.',
    );
    expect(observed).toBe(
      'Der Ausfallalarm ist in Atera offen. Ein generischer Monitor hat keinen Zustand, der sich abfragen lässt (abgefragt am 2026-03-02 08:00 UTC): Nur der Alarm spricht für den Ausfall. Welcher Agent es überwacht, ist nicht angegeben.',
    );
    expect(closesWhen).toBe('Atera den Alarm selbst beendet hat und nicht wieder auslöst');
  });

  it('names the ports that do not answer', () => {
    const reading = row({ kind: 'tcp', closedPorts: [443, 8_080] });

    expect(ticketText({ reading }).observed).toContain('ausgefallen, keine Antwort auf Port 443, 8080 (abgefragt');
  });
});

const ended = { verdict: 'recovered', alertGone: true } as const;

describe('a German outcome about a network device', () => {
  it.each<[NetworkJudgement, Reading | undefined, string]>([
    [
      { ...ended, because: 'up', contradicted: false },
      row({ up: true }),
      'Das Gerät läuft wieder. Laut Atera bei der letzten Prüfung in Betrieb (abgefragt am 2026-03-02 08:00 UTC; wann die Prüfung war, gibt Atera nicht an). Überwacht wird es vom Agenten NW-WATCH, der online ist.',
    ],
    [{ ...ended, because: 'alert-cleared', contradicted: false }, undefined, 'Atera hat den Alarm beendet.'],
    [
      { ...ended, because: 'alert-cleared', contradicted: true },
      undefined,
      'Atera hat den Alarm beendet. Das Gerät ist trotzdem ausgefallen. Der Zustand des Geräts wurde diesmal nicht abgefragt.',
    ],
    [
      { verdict: 'holds', because: 'down' },
      undefined,
      'Das Gerät ist ausgefallen. Der Zustand des Geräts wurde diesmal nicht abgefragt.',
    ],
    [
      { verdict: 'holds', because: 'alert-only' },
      { read: false, why: 'gone' },
      'Atera meldet das Gerät als ausgefallen; dafür spricht nur der Alarm. Der Zustand des Geräts ist nicht bekannt: Atera kennt das Gerät unter seiner ID nicht mehr (abgefragt am 2026-03-02 08:00 UTC).',
    ],
    [
      { verdict: 'unknown', because: 'not-observable' },
      row({ monitored: false }),
      'Ob das Gerät ausgefallen ist, ist nicht bekannt: Die Überwachung ist in Atera angehalten.',
    ],
    [
      { verdict: 'wait', because: 'grace', until: NOW },
      undefined,
      'Der Ausfall dauert vielleicht nur kurz; das Gerät wird am 2026-03-02 08:00 UTC erneut geprüft.',
    ],
    [
      { verdict: 'wait', because: 'site-incident', until: NOW },
      undefined,
      'Das Gerät ist zusammen mit anderen seines Standorts ausgefallen, die ein gemeinsames Ticket haben; es wird am 2026-03-02 08:00 UTC erneut geprüft.',
    ],
    [
      { verdict: 'wait', because: 'not-observable', until: NOW },
      away,
      'Ob das Gerät ausgefallen ist, ist nicht bekannt: Der Agent NW-WATCH, der das Gerät überwacht, ist offline; es wird am 2026-03-02 08:00 UTC erneut geprüft.',
    ],
  ])('says what was found: %o', (judgement, reading, expected) => {
    const inspection = { inspectedAt: NOW, ...(reading && { reading }) };

    expect(networkSummary(judgement, { inspection, mode: 'auto', language: 'de' })).toBe(expected);
  });

  it('mentions the one ticket of all that an agent watches, as far as the mode allows one', () => {
    const judgement = { verdict: 'wait', because: 'not-observable', until: NOW } as const;
    const inspection = { inspectedAt: NOW, reading: away, siblings: { reportedElsewhere: true, names: [] } };
    const summary = (mode: 'auto' | 'observe') => networkSummary(judgement, { inspection, mode, language: 'de' });

    expect(summary('auto')).toContain('; ein gemeinsames Ticket meldet alle Geräte, die dieser Agent überwacht; ');
    expect(summary('observe')).toContain('; ein gemeinsames Ticket würde alle Geräte melden, die dieser Agent');
  });
});

describe('German texts about network devices that went down together', () => {
  const others = ['SW-02', 'SW-03'].map((name, index) => ({ name, deviceKey: `g${index}`, occurrence: 1 }));

  it('name the others, and say to check first what they share', () => {
    const text = ticketText({ because: 'down', together: { others, withinMinutes: 2 } });

    expect(text.headline).toBe('FW und 2 weitere Netzwerkgeräte als ausgefallen gemeldet');
    expect(text.what).toContain(
      'Andere Geräte, die derselbe Agent überwacht, wurden im Abstand von höchstens 2 Minuten als ausgefallen gemeldet und bekommen solange keine eigenen Tickets: SW-02, SW-03.',
    );
    expect(text.advice).toContain('Prüfen Sie zuerst, was die Geräte gemeinsam haben');
    expect(text).toMatchObject({ impact: 'Major', alsoReports: others.map(({ name: _name, ...one }) => one) });
  });

  it('name nobody else where the device is not said to be down', () => {
    const text = ticketText({ because: 'not-observable', together: { others, withinMinutes: 2 } });

    expect(text.what).not.toContain('SW-02');
    expect(text.alsoReports).toBeUndefined();
  });

  it.each([
    ['auto', true, '; das Ticket von SW-01 meldet alle; '],
    ['auto', false, ', für die ein gemeinsames Ticket ansteht, das von SW-01; '],
    ['observe', true, '; ein gemeinsames Ticket, das von SW-01, würde alle melden; '],
  ] as const)('say in mode %s what the others wait for (ticket: %s)', (mode, hasTicket, expected) => {
    const judgement = { verdict: 'wait', because: 'down-together', until: NOW } as const;
    const inspection = { inspectedAt: NOW, together: { reporter: { name: 'SW-01', hasTicket } } };

    expect(networkSummary(judgement, { inspection, mode, language: 'de' })).toContain(expected);
  });
});

describe('what a network device is called in German', () => {
  const left = (title: string) => {
    const about = { title, message: '', deviceName: 'FW' };
    return networkDevice.recognition?.inTexts(about, networkDevice.policy.schema.parse({}), 'de').leftBecause;
  };

  it('names its condition, and why an alert is left alone', () => {
    expect(networkDevice.describe({}, 'de').condition).toBe('Ausfallalarm');
    expect(left('Device down during planned work')).toBe(
      'Der Titel besagt, dass das Gerät absichtlich außer Betrieb ist',
    );
    expect(left('Device down or up')).toBe('Der Titel besagt mehr, als dass ein überwachtes Gerät ausgefallen ist');
  });
});
