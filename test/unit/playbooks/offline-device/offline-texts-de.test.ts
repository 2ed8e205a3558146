import { describe, expect, it } from 'vitest';
import { offlineSummary } from '../../../../orchestrations/playbooks/offline-device/summary.ts';
import type { OfflineJudgement } from '../../../../shared/playbooks/offline-device/decide-offline.ts';
import {
  type OfflineFacts,
  offlineTicketText,
} from '../../../../shared/playbooks/offline-device/offline-ticket-text.ts';
import { offlineFacts } from '../../../helpers/tickets/ticket-facts.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

const facts = (over: Partial<OfflineFacts> = {}) => offlineFacts({ language: 'de', ...over });

const unmatched = {
  says: 'nothing',
  reason: 'Das Gerät gibt es in Automox nicht; installieren Sie dort den Agenten',
  cause: 'Das Gerät gibt es in Automox nicht',
} as const;

const successor = { agentId: 1_050, installedAt: at('08:02') };

const ended = { verdict: 'recovered', alertGone: false, contradicted: false } as const;

const until = at('08:30');

describe('a German ticket about a device that is away', () => {
  it('reports a server that is off', () => {
    expect(offlineTicketText(facts())).toEqual({
      language: 'de',
      headline: 'NW-SRV-01 ist offline',
      what: 'Der Server NW-SRV-01 ist offline.',
      raisedAt: at('07:58'),
      inspectedAt: at('08:10'),
      observed:
        'Laut Atera offline (abgefragt am 2026-03-02 08:10 UTC); zuletzt gesehen am 2026-03-02 07:31 UTC (nach der letzten Angabe von Atera). Laut Automox getrennt seit 2026-03-02 07:56 UTC.',
      tried: 'Am Gerät wurde nichts geändert; es war bei 2 Prüfungen in Folge offline.',
      advice:
        'Prüfen Sie Strom und Netzwerk (Management-Board, Hypervisor, USV, Switch); weder Atera noch Automox erreicht das Gerät.',
      closesWhen: 'das Gerät wieder online ist und online bleibt',
      priority: 'High',
      impact: 'ServerIssue',
    });
  });

  it('reports a laptop whose agent is dead, and that keeps going offline', () => {
    const witness = { says: 'connected', at: at('06:00') } as const;
    const ticketText = offlineTicketText(
      facts({ deviceClass: 'laptop', deviceName: 'NB-7', because: 'agent-dead', witness, flapping: true }),
    );

    expect(ticketText).toMatchObject({
      headline: 'Atera-Agent auf NB-7 meldet sich nicht, das Gerät läuft',
      what: 'Der Atera-Agent des Laptops NB-7 meldet sich nicht; das Gerät selbst läuft, denn Automox erreicht es.',
      advice:
        'Starten Sie auf dem Gerät den Dienst AteraAgent neu oder installieren Sie den Agenten neu; das Gerät selbst läuft, Strom und Netzwerk müssen also nicht geprüft werden. Suchen Sie die Ursache (Strom, Energiesparmodus, Netzwerk, Agent): Das Gerät war in letzter Zeit mehrmals offline.',
      closesWhen: 'der Agent sich wieder meldet und online bleibt',
    });
  });

  it('says why there is no second witness, and what is to be done about it once', () => {
    const { observed, advice } = offlineTicketText(facts({ because: 'no-witness', witness: unmatched }));

    expect(observed).toContain(
      'Automox meldet nichts: Das Gerät gibt es in Automox nicht; installieren Sie dort den Agenten.',
    );
    expect(advice).toContain('Eine zweite Quelle gibt es nicht: Das Gerät gibt es in Automox nicht.');
  });

  it('reports a device that was reinstalled', () => {
    expect(offlineTicketText(facts({ because: 'reinstalled', successor }))).toMatchObject({
      what: 'Der alte Atera-Agent des Servers NW-SRV-01 ist offline; dasselbe Gerät ist unter der Agent-ID 1050 online.',
      advice: 'Löschen Sie den alten Agenten in Atera, damit sein Alarm nicht wiederkommt.',
    });
  });
});

describe('a German outcome about a device that is away', () => {
  it.each<[OfflineJudgement, Partial<OfflineFacts>, string]>([
    [
      { ...ended, because: 'back-online' },
      {},
      'Der Server ist wieder online; der Alarm wurde am 2026-03-02 07:58 UTC ausgelöst.',
    ],
    [
      { ...ended, because: 'reinstalled' },
      { successor },
      'Dasselbe Gerät ist unter der Agent-ID 1050 online (installiert am 2026-03-02 08:02 UTC); der alte Agent kann in Atera gelöscht werden.',
    ],
    [
      { ...ended, because: 'alert-cleared', contradicted: true },
      { flapping: true },
      'Atera führt den Alarm nicht mehr auf. Das Gerät ist trotzdem offline. Das Gerät war in letzter Zeit mehrmals offline.',
    ],
    [
      { verdict: 'holds', because: 'agent-dead' },
      {},
      'Der Atera-Agent des Servers meldet sich nicht, Automox erreicht das Gerät aber; der Alarm wurde am 2026-03-02 07:58 UTC ausgelöst.',
    ],
    [
      { verdict: 'holds', because: 'device-off' },
      {},
      'Der Server ist offline, und auch Automox erreicht ihn nicht; der Alarm wurde am 2026-03-02 07:58 UTC ausgelöst.',
    ],
    [
      { verdict: 'holds', because: 'no-witness' },
      { witness: unmatched },
      'Der Server ist offline; der Alarm wurde am 2026-03-02 07:58 UTC ausgelöst. Eine zweite Quelle gibt es nicht: Das Gerät gibt es in Automox nicht.',
    ],
    [
      { verdict: 'holds', because: 'no-witness' },
      { witness: { says: 'nothing', reason: 'Automox wurde diesmal nicht gefragt', isUnasked: true } },
      'Der Server ist offline; der Alarm wurde am 2026-03-02 07:58 UTC ausgelöst.',
    ],
    [{ verdict: 'unknown', because: 'online-not-reported' }, {}, 'Atera gibt nicht an, ob das Gerät online ist.'],
  ])('says what was found: %o', (judgement, over, expected) => {
    expect(offlineSummary(facts(over), judgement, 'auto')).toBe(expected);
  });

  it.each<[Extract<OfflineJudgement, { verdict: 'wait' }>, string]>([
    [{ verdict: 'wait', because: 'grace', until }, 'Ein Gerät dieser Klasse darf eine Weile offline sein; es'],
    [{ verdict: 'wait', because: 'out-of-hours', until }, 'Es ist außerhalb der Geschäftszeiten; das Gerät'],
    [
      { verdict: 'wait', because: 'may-be-off', until, away: 12.46, wanted: 30 },
      'Das Gerät ist vielleicht nur ausgeschaltet: Es war bisher 12,5 Geschäftsstunden offline und bekommt ein Ticket, wenn es 30 Geschäftsstunden lang nicht wieder online war; es',
    ],
    [{ verdict: 'wait', because: 'observed-once', until }, 'Das Gerät war bisher bei einer Prüfung offline; es'],
    [
      { verdict: 'wait', because: 'site-incident', until },
      'Das Gerät ist zusammen mit anderen seines Standorts verstummt, die ein gemeinsames Ticket haben; es',
    ],
  ])('says what the app waits for: %o', (judgement, expected) => {
    expect(offlineSummary(facts(), judgement, 'auto')).toBe(`${expected} wird am 2026-03-02 08:30 UTC erneut geprüft.`);
  });

  it('promises no ticket where nothing has one, and names the outcome that reports a suspicion', () => {
    const site = { verdict: 'wait', because: 'site-incident', until } as const;
    const atera = { verdict: 'wait', because: 'vendor-quiet', until } as const;

    expect(offlineSummary(facts(), site, 'observe')).toContain('die ein gemeinsames Ticket bekämen;');
    expect(offlineSummary(facts(), atera, 'auto')).toBe(
      'Es besteht der Verdacht auf eine Störung bei Atera selbst (den Grund nennt das Ergebnis atera-quiet); das Gerät wird am 2026-03-02 08:30 UTC erneut geprüft.',
    );
  });
});
