import { describe, expect, it } from 'vitest';
import { siteSummary } from '../../../../orchestrations/playbooks/site-incident/summary.ts';
import type { WatchedSite } from '../../../../shared/domain/sites/site-watch.ts';
import type { SiteJudgement } from '../../../../shared/playbooks/site-incident/decide-site.ts';
import {
  type SiteTicketTextFacts,
  siteTicketText,
} from '../../../../shared/playbooks/site-incident/site-ticket-text.ts';
import { siteFacts } from '../../../helpers/tickets/ticket-facts.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

const facts = (over: Partial<SiteTicketTextFacts> = {}) => siteFacts({ language: 'de', ...over });

describe('a German ticket about a site', () => {
  it('reports the whole site, and what was suspected before', () => {
    const suspicion = {
      since: at('07:00'),
      endedAt: at('08:05'),
      because: 'customers-together',
      gaveUp: true,
    } as const;
    const ticketText = siteTicketText(facts({ deviceNames: ['SRV-1', 'SRV-2'], monitoredNames: ['FW'], suspicion }));

    expect(ticketText).toEqual({
      language: 'de',
      headline: 'Standort ausgefallen: 7 von 9 Geräten im Dauerbetrieb bei Northwind verstummt',
      what: 'Bei Northwind sind 7 der 9 Geräte im Dauerbetrieb gleichzeitig verstummt, das erste am 2026-03-02 07:58 UTC. Ihre eigenen Offline-Alarme bekommen solange keine Tickets.',
      raisedAt: at('07:58'),
      inspectedAt: at('08:10'),
      observed: expect.stringMatching(
        /^Atera führt für 7 von 9 Geräten im Dauerbetrieb einen Offline-Alarm, nämlich SRV-1, SRV-2 \(Liste vom 2026-03-02 08:10 UTC\)\. Überwachte Geräte mit Ausfallalarm: FW\. Von 2026-03-02 07:00 UTC bis .*Geräte mehrerer Kunden/,
      ),
      tried:
        'An den Geräten wurde nichts geändert; solange ein Standort ausgefallen ist, führt die App auf keinem seiner Geräte etwas aus.',
      advice:
        'Rufen Sie den Standort an und prüfen Sie Strom, Internetleitung, Firewall und Switches; danach den Hypervisor, falls diese Geräte auf einem gemeinsamen laufen.',
      closesWhen: 'die Geräte wieder online sind und online bleiben',
      priority: 'Critical',
      impact: 'SiteDown',
    });
  });

  it('reports a part of a site, many devices, and a customer without a name', () => {
    const deviceNames = Array.from({ length: 12 }, (_, index) => `PC-${index}`);
    const { headline, observed } = siteTicketText(facts({ isPart: true, customerName: '', deviceNames }));

    expect(headline).toBe('Teil eines Standorts ausgefallen: 7 von 9 Geräten im Dauerbetrieb bei Kunde 44 verstummt');
    expect(observed).toContain('PC-8, PC-9 und 2 weitere (Liste');
  });
});

describe('a German outcome about a site', () => {
  const incident: WatchedSite = { customerId: 44, quiet: 7, of: 9, since: at('07:58'), still: 2, opened: true };
  const counts = '7 von 9 Geräten im Dauerbetrieb sind gleichzeitig verstummt; noch verstummt: 2.';
  const ended = { verdict: 'recovered', because: 'devices-back', alertGone: false, contradicted: false } as const;
  const until = at('08:30');

  it.each<[SiteJudgement, WatchedSite | undefined, string]>([
    [ended, undefined, 'Derzeit ist kein Ausfall des Standorts bekannt.'],
    [ended, incident, `Der Standort ist wieder online: ${counts}`],
    [{ verdict: 'holds', because: 'site-quiet' }, incident, counts],
    [
      { verdict: 'wait', because: 'grace', until },
      incident,
      `${counts} Der Ausfall dauert vielleicht nur kurz; der Standort wird am 2026-03-02 08:30 UTC erneut geprüft.`,
    ],
    [
      { verdict: 'wait', because: 'vendor-quiet', until },
      incident,
      `${counts} Es besteht der Verdacht auf eine Störung bei Atera selbst; der Standort wird am 2026-03-02 08:30 UTC erneut geprüft.`,
    ],
  ])('says what was found: %o', (judgement, given, expected) => {
    expect(siteSummary(given ? { incident: given } : {}, judgement, 'de')).toBe(expected);
  });
});
