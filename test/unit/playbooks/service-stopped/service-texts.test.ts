import { describe, expect, it } from 'vitest';
import { ticketDraft } from '../../../../shared/domain/tickets/ticket-text.ts';
import type { ServiceJudgement } from '../../../../shared/playbooks/service-stopped/decide-service.ts';
import { serviceStopped } from '../../../../shared/playbooks/service-stopped/definition.ts';
import { adviceFor, restartResult } from '../../../../shared/playbooks/service-stopped/restart-result.ts';
import {
  type ServiceFacts,
  serviceSummary,
  serviceTicketText,
} from '../../../../shared/playbooks/service-stopped/service-ticket-text.ts';
import { serviceTexts } from '../../../../shared/playbooks/service-stopped/texts/index.ts';

const key = { deviceKey: 'a12', conditionKey: 'service-stopped.spooler', occurrence: 1 };

const facts = (over: Partial<ServiceFacts> = {}): ServiceFacts => ({
  ...{ key, language: 'de', deviceName: 'NW-SRV-01', deviceClass: 'server', service: 'Spooler', critical: false },
  raisedAt: Date.parse('2026-03-02T07:58:00Z'),
  inspectedAt: Date.parse('2026-03-02T08:10:00Z'),
  ...{ because: 'still-stopped', flapping: false },
  says: { title: 'The Windows Service (Spooler) State is Stopped' },
  ...over,
});

function germanTicket(over: Partial<ServiceFacts> = {}) {
  const { title, description } = ticketDraft(key, serviceTicketText(facts(over)));
  return `${title}\n${description}`.split('\n');
}

describe('the German texts of a stopped service', () => {
  it('are a whole ticket', () => {
    const ticket = germanTicket({
      noActionBecause: serviceTexts('de').noAction.noWorklet,
      lastRebootAt: Date.parse('2026-03-01T05:00:00Z'),
    });

    expect(ticket).toEqual([
      expect.stringMatching(/^Dienst „Spooler“ auf NW-SRV-01 gestoppt \[/),
      'Was: Atera meldet, dass der Dienst „Spooler“ auf NW-SRV-01 gestoppt ist.',
      expect.stringMatching(/^Seit: 2026-03-02 07:58 UTC/),
      'Befund: Der Alarm in Atera lautet: „The Windows Service (Spooler) State is Stopped“. Der Alarm ist in Atera offen (geprüft am 2026-03-02 08:10 UTC). Laut Atera ist das Gerät zuletzt am 2026-03-01 05:00 UTC hochgefahren.',
      'Unternommen: Am Gerät wurde nichts geändert. Die App konnte den Dienst nicht starten: Die Richtlinie nennt für den Kunden kein Worklet, das diesen Dienst startet.',
      'Bitte: Prüfen Sie, ob der Dienst läuft, und starten Sie ihn oder finden Sie heraus, warum er nicht läuft (Ereignisprotokoll, Abhängigkeiten, Starttyp).',
      expect.stringContaining(
        ', wenn der Alarm in Atera bei zwei Prüfungen in Folge nicht mehr offen und das Gerät dabei online ist, ',
      ),
    ]);
  });

  it('do not name a service that the alert does not name', () => {
    const [title, what, , observed, , advice] = germanTicket({ service: undefined, because: 'device-offline' });

    expect(title).toMatch(/^Alarm zu einem Dienst auf NW-SRV-01 konnte nicht überprüft werden \[/);
    expect(what).toBe(
      'Was: Atera hat gemeldet, dass ein Dienst auf NW-SRV-01 gestoppt ist; ob das noch so ist, konnte nicht überprüft werden. Welcher Dienst gemeint ist, sagt der Alarm nicht.',
    );
    expect(observed).toContain(
      'Der Alarm ist in Atera offen, aber das Gerät ist offline; solange löst Atera weder Alarme aus noch beendet es welche (geprüft am 2026-03-02 08:10 UTC).',
    );
    expect(advice).toBe(
      'Bitte: Finden Sie heraus, welcher Dienst gemeint ist. Prüfen Sie, sobald das Gerät wieder da ist, ob er läuft, und starten Sie ihn oder finden Sie heraus, warum er nicht läuft (Ereignisprotokoll, Abhängigkeiten, Starttyp).',
    );
  });

  it.each<[ServiceJudgement['because'], string]>([
    [
      'alert-ended',
      'In Atera ist der Alarm zum Dienst „Spooler“ nicht mehr offen. Der Alarm ist in letzter Zeit mehrmals wiedergekommen.',
    ],
    ['restart-verified', 'Der Alarm zum Dienst „Spooler“ ist seit dem Start des Dienstes nicht mehr offen.'],
    ['may-pass', 'Der Dienst „Spooler“ startet möglicherweise von selbst wieder.'],
    ['just-booted', 'Das Gerät ist gerade erst hochgefahren; der Dienst „Spooler“ startet möglicherweise noch.'],
    ['device-offline', 'Das Gerät ist offline, deshalb lässt sich der Alarm zum Dienst „Spooler“ nicht überprüfen.'],
    [
      'alert-gone-offline',
      'Der Alarm zum Dienst „Spooler“ ist in Atera nicht mehr offen, aber Atera meldet nicht, dass das Gerät online ist.',
    ],
    [
      'not-by-atera',
      'Ein Alarm zum Dienst „Spooler“ ist offen, der nicht von Ateras eigenem Monitor stammt: Ob der Dienst noch gestoppt ist, ist nicht bekannt.',
    ],
    [
      'alert-lost',
      'Ob der Alarm zum Dienst „Spooler“ noch offen ist, ist nicht bekannt: Der App fehlt ihr Eintrag dazu.',
    ],
    ['still-stopped', 'Atera meldet, dass der Dienst „Spooler“ gestoppt ist.'],
  ])('sum up %s', (because, expected) => {
    expect(serviceSummary(facts({ because, flapping: true }))).toBe(expected);
  });

  it('say when a service is checked again', () => {
    expect(serviceSummary(facts({ because: 'just-booted' }), Date.parse('2026-03-02T08:20:00Z'))).toBe(
      'Das Gerät ist gerade erst hochgefahren; der Dienst „Spooler“ startet möglicherweise noch. Die nächste Prüfung ist am 2026-03-02 08:20 UTC.',
    );
  });

  it('are a question to a person', () => {
    const { restart } = serviceTexts('de');

    expect(restart.proposal({ worklet: '77', service: 'Spooler', device: 'NW-SRV-01' })).toBe(
      'Automox-Worklet 77 (Dienst „Spooler“ starten) auf NW-SRV-01 ausführen, weil der Dienst laut Atera gestoppt ist.',
    );
  });

  it('say what a restart came to, and what to do then', () => {
    const observed = { ended: true, isKnown: true, how: 'Es ist fertig.', alert: 'open' } as const;

    expect(restartResult({ ...observed, exitCode: 1058 }, 'de')).toEqual({
      result: 'did-not-help',
      found:
        'Laut Automox wurde das Worklet mit Exitcode 1058 beendet: Der Dienst ist deaktiviert, deshalb startet Windows ihn nicht. Der Alarm in Atera ist danach weiterhin offen.',
    });
    expect(restartResult({ ...observed, exitCode: 7 }, 'de').found).toBe(
      'Laut Automox wurde das Worklet mit Exitcode 7 beendet. Der Alarm in Atera ist danach weiterhin offen.',
    );
    expect(restartResult(observed, 'de').found).toBe('Es ist fertig. Der Alarm in Atera ist danach weiterhin offen.');
    expect(adviceFor(1060, 'de')).toBe(
      'Vergleichen Sie den Namen, den das Worklet startet, mit den Diensten des Geräts.',
    );
  });

  it('name the condition', () => {
    expect(serviceStopped.describe({ service: 'Spooler' }, 'de').condition).toBe('Zustand des Dienstes „Spooler“');
    expect(serviceStopped.describe({}, 'de').condition).toBe('Zustand eines Dienstes');
  });
});
