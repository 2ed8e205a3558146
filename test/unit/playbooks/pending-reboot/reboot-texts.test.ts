import { describe, expect, it } from 'vitest';
import { ticketDraft } from '../../../../shared/domain/tickets/ticket-text.ts';
import { pendingReboot } from '../../../../shared/playbooks/pending-reboot/definition.ts';
import {
  type RebootProposalFacts,
  rebootProposal,
} from '../../../../shared/playbooks/pending-reboot/reboot-proposal.ts';
import { rebootSummary } from '../../../../shared/playbooks/pending-reboot/reboot-summary.ts';
import { type RebootFacts, rebootTicketText } from '../../../../shared/playbooks/pending-reboot/reboot-ticket-text.ts';
import { rebootTexts } from '../../../../shared/playbooks/pending-reboot/texts/course/index.ts';
import { unconfirmedReboot, unprovenReboot } from '../../../../shared/playbooks/pending-reboot/unproven-reboot.ts';
import { policy } from '../../../../shared/policy/policy.ts';
import { rebootFacts } from '../../../helpers/tickets/ticket-facts.ts';

const key = { deviceKey: 'a12', conditionKey: 'pending-reboot', occurrence: 1 };
const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

const facts = (over: Partial<RebootFacts> = {}) =>
  rebootFacts({ language: 'de', signedInUsers: 'unknown', alertText: 'Reboot required: KB5034441.', ...over });

const asked = (over: Partial<RebootProposalFacts> = {}) =>
  rebootProposal({
    ...{ key, language: 'de', deviceName: 'NW-PC-7', organizationId: 5, serverId: 7, deviceClass: 'workstation' },
    ...{ lastRebootAt: at('07:05'), scannedAt: at('08:05'), alertText: 'Restart required', users: 'nobody' },
    window: { open: false, next: at('22:00') },
    ...over,
  });

const ordered = { language: 'de', device: { key, deviceName: 'NW-SRV-01' }, tried: 'Das wurde getan.' } as const;

describe('the German texts of a pending reboot', () => {
  it('are a whole ticket', () => {
    const { title, description } = ticketDraft(key, rebootTicketText(facts()));

    expect(title).toMatch(/^Neustart von NW-SRV-01 steht aus \[/);
    expect(description.split('\n')).toEqual([
      'Was: Ein Neustart des Servers NW-SRV-01 soll ausstehen; der Alarm lautet: „Reboot required: KB5034441“.',
      expect.stringMatching(/^Seit: 2026-03-02 07:58 UTC/),
      'Befund: Atera: online, letzter Systemstart am 2026-03-02 07:05 UTC (abgerufen am 2026-03-02 08:10 UTC). Automox: ein Neustart ist nötig, in Betrieb seit 2026-03-02 07:05 UTC (Scan vom 2026-03-02 08:05 UTC).',
      'Unternommen: Die App hat das Gerät nicht neu gestartet.',
      'Bitte: Starten Sie das Gerät in seinem Wartungsfenster neu, oder vereinbaren Sie mit seinem Benutzer einen Zeitpunkt. Ob jemand angemeldet ist, ist nicht bekannt: Fragen Sie vorher nach, denn ein Neustart beendet eine offene Sitzung. Das nächste Wartungsfenster beginnt am 2026-03-02 22:00 UTC.',
      expect.stringContaining(
        ', wenn das Gerät nach dem Alarm neu gestartet wurde und ein Automox-Scan danach keinen ausstehenden Neustart findet, ',
      ),
    ]);
  });

  it.each<[string, Partial<RebootFacts>, string]>([
    [
      'no Automox',
      { automoxMatch: { has: false, reason: 'Automox ist nicht eingerichtet' } },
      'Automox meldet nichts: Automox ist nicht eingerichtet.',
    ],
    ['no boot time', { lastRebootAt: undefined }, 'Atera: online, letzter Systemstart nicht gemeldet (abgerufen am'],
    ['no word on the device', { online: undefined }, 'Atera: ob das Gerät online ist, wird nicht gemeldet, letzter'],
    [
      'a boot alone',
      { because: 'rebooted-unwitnessed' },
      'Das Gerät wurde seit dem Alarm neu gestartet; ob Windows noch einen Neustart verlangt, ist nicht bekannt.',
    ],
  ])('report %s', (_name, over, expected) => {
    expect(rebootTicketText(facts(over)).observed).toContain(expected);
  });

  it('are a question to a person, in each case of users', () => {
    expect(asked().text).toBe(
      'Den Arbeitsplatzrechner NW-PC-7 im Wartungsfenster (das nächste beginnt am 2026-03-02 22:00 UTC) neu starten, weil der Alarm „Restart required“ und Automox (Scan vom 2026-03-02 08:05 UTC) beide einen Neustart verlangen; letzter Systemstart am 2026-03-02 07:05 UTC. Als das vorgeschlagen wurde, war niemand angemeldet; das wird unmittelbar vorher noch einmal geprüft, und wenn jemand angemeldet ist, wird nicht neu gestartet.',
    );
    const open = { open: true, until: at('09:00') } as const;
    expect(asked({ users: 'somebody', alertText: undefined, window: open }).text).toBe(
      'Den Arbeitsplatzrechner NW-PC-7 im Wartungsfenster (geöffnet bis 2026-03-02 09:00 UTC) neu starten, weil Automox (Scan vom 2026-03-02 08:05 UTC) und Atera übereinstimmend einen Neustart für nötig halten; letzter Systemstart am 2026-03-02 07:05 UTC. Laut Atera war jemand angemeldet, als das vorgeschlagen wurde: Diese Sitzung wird beendet, und was darin nicht gespeichert ist, geht verloren.',
    );
  });

  it('rest on the same facts as the English question', () => {
    expect(asked({ language: 'en' })).toMatchObject({ facts: asked().facts, action: asked().action });
  });

  it.each([
    ['two-witnesses', 'Ein Neustart steht aus: Der Alarm und ein neuerer Automox-Scan stimmen überein.'],
    [
      'rebooted',
      'Das Gerät wurde seit dem Alarm neu gestartet, und ein Automox-Scan danach findet keinen ausstehenden Neustart.',
    ],
    [
      'rebooted-unwitnessed',
      'Das Gerät wurde seit dem Alarm neu gestartet; ob Windows noch einen Neustart verlangt, ist nicht bekannt.',
    ],
    [
      'reboot-unconfirmed',
      'Das Gerät wurde seit dem Alarm neu gestartet; ob Windows noch einen Neustart verlangt, ist nicht bekannt, weil seit dem Systemstart kein Automox-Scan gekommen ist.',
    ],
    ['alert-gone', 'Atera führt den Alarm nicht mehr auf, und nichts zeigt, dass das Gerät neu gestartet wurde.'],
    ['alert-cleared', 'Atera führt den Alarm nicht mehr auf.'],
    ['not-needed', 'Es ist kein Neustart nötig: Ein neuer Automox-Scan findet keinen ausstehenden.'],
    ['scan-is-old', 'Der letzte Automox-Scan ist älter als der Alarm; auf einen neuen wird gewartet.'],
    [
      'reboot-not-enough',
      'Das Gerät wurde seit dem Alarm neu gestartet, und Automox meldet, dass es noch einen Neustart braucht.',
    ],
    ['device-offline', 'Das Gerät ist offline, deshalb lässt sich nicht feststellen, ob es einen Neustart braucht.'],
    ['online-not-reported', 'Atera meldet nicht, ob das Gerät online ist.'],
    [
      'no-automox-match',
      'Laut Alarm steht ein Neustart aus; es gibt keine zweite Quelle, weil das Gerät über Automox nicht erreichbar ist.',
    ],
    ['scan-not-reported', 'Automox meldet nicht, ob das Gerät einen Neustart braucht.'],
    ['scan-overdue', 'Der letzte Automox-Scan ist älter als der Alarm, und es ist kein neuer gekommen.'],
    ['scan-failed', 'Der letzte Automox-Scan des Geräts ist fehlgeschlagen und beweist deshalb nichts.'],
    ['witness-disagrees', 'Laut Alarm steht ein Neustart aus; ein Automox-Scan danach findet keinen.'],
    ['boot-time-not-reported', 'Atera meldet nicht, wann das Gerät zuletzt hochgefahren ist.'],
  ] as const)('sum up %s', (because, expected) => {
    expect(rebootSummary(because, 'de')).toBe(expected);
  });

  it('say what became of a reboot that was ordered', () => {
    const ticketText = rebootTicketText(facts());

    expect(unprovenReboot(ticketText, { ...ordered, isAway: true, isTaken: true })).toMatchObject({
      headline: 'Nach einem Neustart nicht zurück: NW-SRV-01',
      advice:
        'Prüfen Sie sofort, ob das Gerät läuft, und schalten Sie es ein; es ist seit dem Neustartbefehl nicht mehr erreichbar.',
      tried: 'Das wurde getan.',
      priority: 'High',
    });
    expect(unprovenReboot(ticketText, { ...ordered, isAway: false, isTaken: true }).headline).toBe(
      'Neustart von NW-SRV-01 nicht nachgewiesen',
    );
    expect(unprovenReboot(ticketText, { ...ordered, isAway: true, isTaken: false })).toMatchObject({
      headline: 'Offline, vielleicht wegen eines Neustarts: NW-SRV-01',
      advice: expect.stringContaining('ob es wegen des Neustarts weg ist, ist nicht bekannt.'),
    });
    expect(unprovenReboot(ticketText, { ...ordered, isAway: false, isTaken: false })).toMatchObject({
      headline: 'Neustart von NW-SRV-01 nicht nachgewiesen',
      advice: expect.stringContaining('Prüfen Sie am Gerät, ob der Neustart noch aussteht'),
    });
    expect(unconfirmedReboot(ticketText, ordered)).toMatchObject({
      headline: 'NW-SRV-01 neu gestartet, Ergebnis nicht bestätigt',
      observed: expect.stringMatching(/ Ob Windows noch einen Neustart verlangt, ist nicht bekannt\.$/),
    });
    expect(rebootTexts('de').proof.cameUp({ at: '2026-03-02 09:00 UTC', by: 'Atera' })).toBe(
      'Laut Atera ist das Gerät am 2026-03-02 09:00 UTC wieder hochgefahren.',
    );
  });

  it('say for whom a reboot waits', () => {
    const { whileInUse, windowOver } = rebootTexts('de').reboot;

    expect(whileInUse({ approved: 'nobody', users: 'somebody', at: '2026-03-02 09:00 UTC' })).toBe(
      'Freigegeben wurde der Neustart für den Fall, dass niemand angemeldet ist. Laut letzter Meldung von Atera ist jemand angemeldet; die nächste Prüfung ist am 2026-03-02 09:00 UTC.',
    );
    expect(windowOver({ approved: 'unknown', users: 'somebody' })).toBe(
      'Am Gerät wurde nichts unternommen. Freigegeben wurde der Neustart, als nicht bekannt war, ob jemand angemeldet ist. Laut letzter Meldung von Atera ist jemand angemeldet; das Wartungsfenster ist vorbei.',
    );
  });

  it.each([
    ['Server rebooted', 'Der Alarm spricht von einem Neustart, meldet aber einen, der schon stattgefunden hat'],
    ['Reboot pending: no', 'Der Alarm spricht von einem Neustart, besagt aber, dass keiner aussteht'],
    [
      'The web server must be restarted',
      'Der Alarm spricht von einem Neustart, aber neu zu starten ist womöglich „web“',
    ],
    [
      'HP LaserJet: reboot required',
      'Der Alarm spricht von einem Neustart, sagt aber nicht, dass der Computer neu zu starten ist, und nennt „hp“',
    ],
  ])('say why an alert is left alone: %s', (title, expected) => {
    const found = pendingReboot.recognition?.inTexts({ title, message: '' }, policy.parse({}).pendingReboot, 'de');

    expect(found?.leftBecause).toBe(expected);
  });

  it('name the condition', () => {
    expect(pendingReboot.describe({}, 'de').condition).toBe('Ausstehender Neustart');
  });
});
