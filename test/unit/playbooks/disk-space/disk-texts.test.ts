import { describe, expect, it } from 'vitest';
import { ticketDraft } from '../../../../shared/domain/tickets/ticket-text.ts';
import type { DiskDecision } from '../../../../shared/playbooks/disk-space/decide-disk.ts';
import { diskSpace } from '../../../../shared/playbooks/disk-space/definition.ts';
import { diskSummary } from '../../../../shared/playbooks/disk-space/disk-summary.ts';
import { type DiskFacts, diskTicketText } from '../../../../shared/playbooks/disk-space/disk-ticket-text.ts';
import { driveLabel } from '../../../../shared/playbooks/disk-space/drive-texts.ts';
import { diskTexts } from '../../../../shared/playbooks/disk-space/texts/index.ts';
import { policy } from '../../../../shared/policy/policy.ts';

const key = { deviceKey: 'a12', conditionKey: 'disk-space.C', occurrence: 3 };
const reading = { drive: 'C', totalMb: 1_228_800, freeMb: 84_582, usedPercent: 93.12 };

const facts = (over: Partial<DiskFacts> = {}): DiskFacts => ({
  ...{ key, language: 'de', drive: 'C', deviceName: 'NW-SRV-01', deviceClass: 'server' },
  raisedAt: Date.parse('2026-03-02T07:58:00Z'),
  inspectedAt: Date.parse('2026-03-02T08:10:00Z'),
  ...{ thresholdPercent: 90, reading, because: 'reading-full', online: true, flapping: false },
  ...over,
});

function germanTicket(over: Partial<DiskFacts> = {}) {
  const { title, description } = ticketDraft(key, diskTicketText(facts(over)));
  return `${title}\n${description}`.replace(/ \[[^\]]*\]/, '');
}

describe('the German texts of a disk', () => {
  it('are a whole ticket of a full drive', () => {
    const growth = { mbPerDay: 2_048, daysToFull: 41.3 };

    expect(germanTicket({ growth, noActionBecause: diskTexts('de').noAction.noWorklet }).split('\n')).toEqual([
      expect.stringMatching(/^Laufwerk C: auf NW-SRV-01 fast voll/),
      'Was: Laufwerk C: von NW-SRV-01 hat den Grenzwert seines Alarms (90 %) überschritten.',
      expect.stringMatching(/^Seit: 2026-03-02 07:58 UTC/),
      'Befund: Beim letzten Inventar waren 82,6 GB von 1.200,0 GB frei (zu 93,12 % belegt). Die Belegung wächst um etwa 2,0 GB pro Tag; das Laufwerk ist in etwa 41 Tagen voll.',
      'Unternommen: Am Gerät wurde nichts geändert; der Wert wurde zweimal geprüft. Eine Bereinigung war nicht möglich: Die Richtlinie nennt für den Kunden kein Bereinigungs-Worklet.',
      'Bitte: Schaffen Sie Platz (temporäre Dateien, Update-Caches, alte Profile, Protokolle) oder vergrößern Sie das Laufwerk.',
      expect.stringContaining(', wenn das Laufwerk unter seinem Grenzwert bleibt, '),
    ]);
  });

  it('are a whole ticket of an alert that nothing proves', () => {
    const alerts = [{ isOpen: true, message: 'Disk Usage(C:) Monitor', thresholdPercent: 90 }];

    expect(germanTicket({ because: 'device-offline', online: false, alerts }).split('\n')).toEqual([
      expect.stringMatching(/^Alarm zu Laufwerk C: auf NW-SRV-01 konnte nicht überprüft werden/),
      'Was: Atera hat gemeldet, dass Laufwerk C: von NW-SRV-01 seinen Grenzwert von 90 % überschreitet; ob das noch so ist, konnte nicht überprüft werden.',
      expect.stringMatching(/^Seit: /),
      'Befund: Der Alarm in Atera lautet: „Disk Usage(C:) Monitor“. Laut letztem Inventar sind 82,6 GB von 1.200,0 GB frei (zu 93,12 % belegt); das Gerät ist nicht online, der Wert kann also aus der Zeit vor dem Alarm stammen.',
      'Unternommen: Am Gerät wurde nichts geändert; es kam kein Messwert, der sicher neuer ist als der Alarm.',
      'Bitte: Prüfen Sie von Hand, wie voll das Laufwerk ist, sobald das Gerät wieder da ist, und schaffen Sie Platz, falls es voll ist.',
      expect.stringContaining(', wenn das Laufwerk unter seinem Grenzwert bleibt, '),
    ]);
  });

  it('say why a drive could not be read', () => {
    const unread = { because: 'no-reading', reading: undefined } as const;

    expect(diskTicketText(facts({ ...unread, readingProblem: { kind: 'not-listed' } })).observed).toBe(
      'Es gibt keinen brauchbaren Messwert: Das Inventar führt kein Laufwerk C: auf.',
    );
    expect(
      diskTicketText(facts({ ...unread, readingProblem: { kind: 'impossible', freeMb: 9, totalMb: 5 } })).observed,
    ).toBe(
      'Es gibt keinen brauchbaren Messwert: Das Inventar nennt zu Laufwerk C: unmögliche Größen (9 von 5 MB frei).',
    );
  });

  it.each<[DiskDecision['because'], string]>([
    ['alert-cleared', 'Atera führt den Alarm nicht mehr auf.'],
    [
      'reading-full-alert-gone',
      'Atera führt den Alarm nicht mehr auf, aber das Laufwerk ist weiterhin zu 93,12 % belegt und damit nicht deutlich unter seinem Grenzwert von 90 %.',
    ],
    [
      'alert-gone-limit-unknown',
      'Atera führt den Alarm nicht mehr auf, aber nicht jeder Alarm hat seinen Grenzwert genannt: Ob das Laufwerk (zu 93,12 % belegt) wieder darunter liegt, ist nicht bekannt.',
    ],
    [
      'alert-gone-unproven',
      'Atera führt den Alarm nicht mehr auf, aber kein neuerer Messwert zeigt, dass das Laufwerk wieder unter seinem Grenzwert liegt (letztes Inventar: zu 93,12 % belegt).',
    ],
    [
      'alert-gone-once',
      'Atera führt den Alarm nicht mehr auf, und laut letztem Inventar ist das Laufwerk zu 93,12 % belegt; es wird noch einmal geprüft.',
    ],
    [
      'alert-stayed-away',
      'Atera hat den Alarm nicht erneut ausgelöst, während das Gerät online war; laut letztem Inventar ist das Laufwerk zu 93,12 % belegt.',
    ],
    [
      'not-full',
      'Atera hat keinen Alarm zu dem Laufwerk, und laut letztem Inventar ist es zu 93,12 % belegt und damit unter seinem Grenzwert von 90 %.',
    ],
    ['cleanup-verified', 'Das Laufwerk liegt wieder unter seinem Grenzwert.'],
    [
      'reading-changed',
      'Das Laufwerk liegt wieder unter seinem Grenzwert: Laut einem neueren Messwert ist es zu 93,12 % belegt, durch zwei Prüfungen bestätigt.',
    ],
    [
      'reading-changed-once',
      'Laut einem neueren Messwert ist das Laufwerk zu 93,12 % belegt; es wird noch einmal geprüft.',
    ],
    ['threshold-unknown', 'Das Laufwerk ist zu 93,12 % belegt; der Alarm nennt seinen Grenzwert nicht.'],
    ['no-reading', 'Das Laufwerk lässt sich nicht auslesen: Das Inventar führt kein Laufwerk C: auf.'],
    [
      'device-offline',
      'Das Gerät ist nicht online; sein letztes Inventar (Laufwerk zu 93,12 % belegt) kann älter sein als der Alarm.',
    ],
    ['reading-between', 'Das Laufwerk ist zu 93,12 % belegt, knapp unter seinem Grenzwert von 90 %.'],
    [
      'reading-may-be-old',
      'Laut letztem Inventar ist das Laufwerk zu 93,12 % belegt, aber nichts zeigt, dass dieser Wert neuer ist als der Alarm.',
    ],
    [
      'reading-full',
      'Laut letztem Inventar ist das Laufwerk zu 93,12 % belegt und damit über seinem Grenzwert von 90 %; das Gerät ist nicht online.',
    ],
  ])('sum up %s', (because, expected) => {
    const readingProblem = { kind: 'not-listed' } as const;

    expect(diskSummary({ ...facts({ because, online: false, readingProblem }), verdict: 'unknown' })).toBe(expected);
  });

  it('are a question to a person and its result', () => {
    const { cleanup } = diskTexts('de');

    expect(cleanup.proposal({ worklet: '77', volume: 'C:', device: 'NW-SRV-01', limit: '90' })).toBe(
      'Automox-Worklet 77 (Bereinigung) auf NW-SRV-01 ausführen, weil Laufwerk C: seinen Grenzwert von 90 % überschreitet.',
    );
    expect(cleanup.recovered({ used: '60,5', by: 'Automox' })).toBe(
      'Das Laufwerk liegt wieder unter seinem Grenzwert: Es ist laut dem Automox-Scan danach zu 60,5 % belegt.',
    );
  });

  it('name a condition and what an alert names', () => {
    expect(diskSpace.describe({ drive: 'Data' }, 'de').condition).toBe('Speicherplatz von „Data“');
    expect(driveLabel('/var', 'de')).toBe('/var');
    expect(
      diskSpace.recognition?.detailsIn?.(
        [
          { from: 'title', strength: 2, volumes: ['C'] },
          { from: 'message', strength: 2, volumes: ['D'] },
        ],
        policy.parse({}).diskSpace,
        'de',
      ),
    ).toEqual({ unclear: 'Der Titel nennt Laufwerk C:, die Meldung D:' });
  });
});
