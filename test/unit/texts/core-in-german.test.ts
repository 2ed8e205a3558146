import { describe, expect, it } from 'vitest';
import { agentChange } from '../../../shared/domain/devices/changed-marks.ts';
import { matchDevices } from '../../../shared/domain/devices/match-devices.ts';
import { asDone, withDone } from '../../../shared/domain/occurrences/what-was-done.ts';
import { outputComment } from '../../../shared/domain/tickets/output-comment.ts';
import { holdEnds, holdText } from '../../../shared/domain/tickets/person-close.ts';
import { clearedComment, ticketDraft } from '../../../shared/domain/tickets/ticket-text.ts';
import { unverifiedText } from '../../../shared/domain/tickets/unverified-text.ts';
import { withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import { policy } from '../../../shared/policy/policy.ts';
import { classifyAlert } from '../../../shared/recognition/classify-alert.ts';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;

const key = { deviceKey: 'a12', conditionKey: 'disk-space.C', occurrence: 3 };

const unverified = unverifiedText({
  ...{ key, deviceName: 'NW-SRV-01', deviceClass: 'server', condition: 'Speicherplatz von C:', language: 'de' },
  alert: { title: 'Disk', message: 'The disk is full.', severity: 'Critical' },
  ...{ raisedAt: NOON - 6 * HOUR, now: NOON },
  failed: { count: 5, since: NOON - 5 * HOUR, last: 'Atera GET /agents/{agentId}: HTTP 500' },
});

const approval = {
  ...{ evidence: 'e', number: 1, asks: 'Bereinigung auf NW-SRV-01 ausführen.', facts: {} },
  ...{ askedAt: NOON - 2 * HOUR, expiresAt: NOON + HOUR },
};

describe('a ticket in German', () => {
  it('is whole, with the times as the customer reads them', () => {
    const before = 'Ticket 7001 zum selben Problem wurde geschlossen und bleibt es';
    const { title, description } = ticketDraft(key, unverified, { before });

    expect(title).toBe('Nicht überprüfbar: Speicherplatz von C: (NW-SRV-01) [rmm a12.disk-space.C.3]');
    expect(withLocalTimes(description, { timeZone: 'Europe/Berlin', language: 'de' })).toBe(
      [
        'Was: Der Alarm von Atera besagt „The disk is full“; ob das auf NW-SRV-01 zutrifft, konnte nicht überprüft werden.',
        'Seit: 02.03.2026 07:00 MEZ (Alarm ausgelöst), erneut geprüft am 02.03.2026 13:00 MEZ.',
        'Befund: Seit 02.03.2026 08:00 MEZ sind 5 Prüfungen nacheinander fehlgeschlagen. Die letzte: Atera GET /agents/{agentId}: HTTP 500. Der Zustand des Geräts ist nicht bekannt.',
        'Unternommen: Es wurde versucht, den Zustand des Geräts zu lesen; an einem Gerät, dessen Zustand nicht lesbar ist, wird nichts unternommen.',
        'Vorher: Ticket 7001 zum selben Problem wurde geschlossen und bleibt es.',
        'Bitte: Prüfen Sie das Gerät von Hand, und sehen Sie nach, ob es sich in Atera und Automox öffnen lässt. Die App prüft es weiterhin.',
        'Dieses Ticket wird automatisch geschlossen, wenn das Gerät wieder lesbar ist und zwei Prüfungen nacheinander zeigen, dass das Problem nicht mehr besteht, sofern niemand daran gearbeitet hat.',
      ].join('\n'),
    );
  });

  it('ends with what was found, and whose it is', () => {
    expect(clearedComment({ language: 'de', observed: 'Atera: online.' }, false)).toBe(
      'Das Problem besteht nicht mehr, bestätigt durch zwei Prüfungen. Aktueller Stand: Atera: online. Das Ticket bleibt bei dem, der daran arbeitet.',
    );
  });

  it('names the ticket that a person ended, and why there is another', () => {
    const hold = { how: 'closed', at: NOON - 48 * HOUR, until: NOON - HOUR } as const;

    expect(holdText(7001, hold, 'de')).toBe('Ticket 7001 wurde am 2026-02-28 12:00 UTC von jemandem geschlossen');
    expect(holdEnds(hold, undefined, { daysToFull: 1.5 }, { now: NOON, language: 'de' })).toBe(
      'das Laufwerk ist in 1,5 Tagen voll',
    );
    expect(holdEnds(hold, undefined, {}, { now: NOON, language: 'de' })).toBe('das Problem besteht 2 Tage später noch');
  });
});

describe('what was done, in German', () => {
  const sent = {
    kind: 'worklet',
    state: 'sent',
    ...{ occurrence: 3, text: approval.asks, evidence: 'e', approval: 1, by: 'Ada', at: NOON },
  } as const;

  it('takes back that nothing was done, whichever word says so', () => {
    const row = { state: 'watching', occurrence: 3, lastAction: sent } as const;
    const said = withDone('Am Gerät wurde nichts geändert. Es wurde nichts unternommen.', row, 'de');

    expect(said).toBe(
      'Am Gerät wurde nichts weiter geändert. Es wurde nichts weiter unternommen. Bereinigung auf NW-SRV-01 ausführen. Freigegeben von Ada, gesendet am 2026-03-02 12:00 UTC. Ob es geholfen hat, ist nicht bekannt.',
    );
    expect(withDone(said, row, 'de')).toBe(said);
  });

  it('is not reported twice to a customer who read English before', () => {
    const row = { state: 'watching', occurrence: 3, lastAction: sent } as const;
    const english = withDone('The drive is full.', row, 'en');

    expect(withDone(english, row, 'de')).toBe(english);
  });

  it('reports a no and its reason', () => {
    const answer = { approved: false, by: 'Ada', reason: 'erst nach Feierabend', at: NOON, until: NOON };
    const row = { state: 'watching', occurrence: 3, approval: { ...approval, answer } } as const;

    expect(asDone(unverified, row).tried).toContain(
      'Vorgeschlagen: Bereinigung auf NW-SRV-01 ausführen. Ada hat abgelehnt: erst nach Feierabend.',
    );
  });
});

describe('reasons in German', () => {
  it('say why a device has no match, and what to do', () => {
    const place = { organizationId: 9 };
    const devices = {
      agents: [{ id: 1, machineName: 'NW-01', serialNumber: '5TG8QN3', macAddresses: [], customerId: 2 }],
      servers: [{ id: 5, name: 'NW-02', serialNumber: '5TG8QN3', organizationId: 9 }],
    };
    const found = matchDevices({ ...devices, placeOf: () => place, languageOf: () => 'de' }).get(1);

    expect(found).toEqual({
      matched: false,
      code: 'other-name',
      cause:
        'Automox führt diese Seriennummer unter dem Hostnamen NW-02 (Server 5), Atera unter NW-01, und ein Merkmal allein genügt nicht',
      reason:
        'Automox führt diese Seriennummer unter dem Hostnamen NW-02 (Server 5), Atera unter NW-01, und ein Merkmal allein genügt nicht; falls das Gerät umbenannt wurde, warten Sie, bis beide es gescannt haben; falls nicht, berichtigen Sie den falschen Eintrag',
    });
  });

  it('say that a device is another one', () => {
    const before = { machineName: 'NW-01', serialNumber: '5TG8QN3' };

    expect(agentChange(before, { ...before, id: 1, macAddresses: [], serialNumber: '' }, 'de')?.cause).toBe(
      'Das Gerät ist in Atera ein anderes als bei der letzten Auflistung der Geräte (die Seriennummer war 5TG8QN3 und ist jetzt keine Angabe)',
    );
  });

  it('say why an alert is left alone', () => {
    const { classification } = policy.parse({ classification: { never: [{ title: 'Test*' }] } });
    const alert = { title: 'Test 1', message: '', category: 'General' };

    expect(classifyAlert(alert, classification, undefined, 'de')).toMatchObject({
      reason: 'Die Richtlinie nimmt diesen Alarm aus (classification.never: Test*)',
    });
  });

  it('say what a worklet printed', () => {
    const found = { state: 'found', exitCode: 1, stderr: { lines: ['no'], masked: true, cut: 'none' } } as const;

    expect(outputComment({ workletId: 7, sentAt: NOON }, found, 'de').split('\n')).toEqual([
      'Von Automox gemeldet zum Worklet 7, gesendet am 2026-03-02 12:00 UTC (Text vom Gerät, nicht geprüft):',
      'Exitcode: 1.',
      'Fehlerausgabe (was wie ein Kennwort oder Schlüssel aussah, wurde weggelassen):',
      '  no',
    ]);
  });
});
