import { describe, expect, it } from 'vitest';
import type { TrackedJudgement } from '../../../../shared/playbooks/tracked-alert/decide-tracked.ts';
import { trackedAlert } from '../../../../shared/playbooks/tracked-alert/definition.ts';
import {
  type TrackedFacts,
  trackedSummary,
  trackedTicketText,
} from '../../../../shared/playbooks/tracked-alert/tracked-ticket-text.ts';

const NOW = Date.parse('2026-03-02T09:00:00Z');

const facts = (over: Partial<TrackedFacts> = {}): TrackedFacts => ({
  language: 'de',
  key: { deviceKey: 'a1', conditionKey: 'tracked-alert.raid', occurrence: 1 },
  deviceName: 'NW-SRV-01',
  deviceClass: 'server',
  name: 'RAID',
  because: 'alert-open',
  says: { title: 'RAID failed', message: 'Slot 2', severity: 'Critical' },
  open: 1,
  raisedAt: NOW,
  inspectedAt: NOW,
  flapping: false,
  ...over,
});

describe('a German ticket about a tracked alert', () => {
  it('says what the alert says, that nothing can be inspected, and who ends an alert', () => {
    expect(trackedTicketText(facts())).toEqual({
      language: 'de',
      headline: 'RAID auf NW-SRV-01',
      what: 'Atera hat für NW-SRV-01 einen Alarm ausgelöst, der laut Richtlinie als „RAID“ verfolgt wird.',
      raisedAt: NOW,
      inspectedAt: NOW,
      observed:
        'Der Alarm in Atera (Schweregrad Critical) lautet „RAID failed“: „Slot 2“. Er ist in Atera offen (geprüft am 2026-03-02 09:00 UTC).',
      tried: 'Am Gerät wurde nichts geändert; wovon ein solcher Alarm handelt, kann die App nicht prüfen.',
      untouched: true,
      advice:
        'Gehen Sie dem nach, was der Alarm meldet. Ein Alarm aus einem Monitor von Atera endet von selbst; einer, den ein Skript oder die API angelegt hat, bleibt bestehen, bis ihn jemand in Atera auf gelöst setzt.',
      closesWhen: 'Atera eine Zeit lang keinen solchen Alarm mehr offen hat',
      priority: 'High',
      impact: 'ServerIssue',
    });
  });

  it('reports one that keeps coming back, also while it has ended', () => {
    const ended = trackedTicketText(facts({ because: 'alert-ended', flapping: true, open: 0 }));

    expect(ended).toMatchObject({
      headline: 'RAID tritt auf NW-SRV-01 immer wieder auf',
      what: 'Atera hat für NW-SRV-01 in letzter Zeit mehrmals Alarme der Klasse „RAID“ ausgelöst, und jeder ist wieder beendet.',
      advice:
        'Vorerst ist nichts zu tun. Suchen Sie die Ursache: Der Alarm ist in letzter Zeit mehrmals wiedergekommen.',
    });
    expect(ended.observed).toContain('Er ist in Atera beendet (geprüft am 2026-03-02 09:00 UTC).');
  });

  it('says what is not known of an alert whose row is lost', () => {
    expect(trackedTicketText(facts({ because: 'alert-lost', says: undefined })).observed).toBe(
      'Wie der Alarm in Atera lautet, ist nicht mehr bekannt. Ob er beendet ist, ist nicht bekannt: Die App hat keine Aufzeichnung mehr davon.',
    );
  });
});

const ended = { verdict: 'recovered', because: 'alert-ended', alertGone: true, contradicted: false } as const;

describe('a German outcome about a tracked alert', () => {
  it.each<[TrackedJudgement, Partial<TrackedFacts>, string]>([
    [ended, {}, 'Atera hat den Alarm nicht mehr offen (RAID).'],
    [
      ended,
      { flapping: true },
      'Atera hat den Alarm nicht mehr offen (RAID). Der Alarm ist in letzter Zeit mehrmals wiedergekommen.',
    ],
    [
      { verdict: 'wait', because: 'may-pass', until: NOW },
      {},
      'Der Alarm endet vielleicht von selbst (RAID); er wird am 2026-03-02 09:00 UTC erneut geprüft.',
    ],
    [{ verdict: 'holds', because: 'alert-open' }, {}, 'Atera hat den Alarm offen (RAID).'],
    [{ verdict: 'holds', because: 'alert-open' }, { open: 3 }, 'Atera hat 3 solche Alarme offen (RAID).'],
    [
      { verdict: 'unknown', because: 'alert-lost' },
      {},
      'Ob der Alarm beendet ist, ist nicht bekannt (RAID): Die App hat keine Aufzeichnung mehr davon.',
    ],
  ])('says what was found: %o', (judgement, over, expected) => {
    expect(trackedSummary(facts(over), judgement)).toBe(expected);
  });
});

describe('what a tracked alert is called in German', () => {
  const rules = trackedAlert.policy.schema.parse({});

  it('names its condition, and how it was recognised', () => {
    const hint = { from: 'title', strength: 2, name: 'RAID' } as const;

    expect(trackedAlert.describe({ class: 'RAID' }, 'de').condition).toBe('Alarm der Klasse „RAID“');
    expect(trackedAlert.recognition?.detailsIn?.([hint], rules, 'de')).toMatchObject({
      says: 'dass er zur Klasse „RAID“ gehört',
    });
    expect(trackedAlert.recognition?.detailsIn?.([], rules, 'de')).toEqual({
      unclear: 'Keine Klasse der Richtlinie passt darauf',
    });
  });
});
