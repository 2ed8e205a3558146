import { beforeEach, describe, expect, it } from 'vitest';
import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { Outcome } from '../../../shared/domain/occurrences/course/outcome.ts';
import { makeOutcomeStore } from '../../../shared/outcomes/outcomes.ts';
import { triageUnreadable } from '../../../shared/recognition/unreadable-alert.ts';
import { makeAlertStore } from '../../../shared/storage/alerts.ts';
import { type Effect, type EffectName, makeEffectStore } from '../../../shared/storage/effects.ts';
import type { Table, TableService } from '../../../shared/storage/table/table.ts';
import { conditionsOn, tableServices } from '../../helpers/app/tables.ts';
import { conditionFacts } from '../../helpers/scenarios/condition-facts.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');

const alertRow = (over: Partial<AlertRow> = {}): AlertRow => ({
  alertId: 100,
  state: 'new',
  playbook: 'disk-space',
  title: 'Disk Usage(C:)',
  createdAt: NOW,
  firstListedAt: NOW,
  lastPoll: '2026-03-02T08:00:00.000Z',
  ...over,
});

describe.each(tableServices)('on %s', (_service, makeTables) => {
  let tables: TableService;
  beforeEach(() => {
    tables = makeTables();
  });

  describe('the conditions table', () => {
    it('opens one occurrence however many open it at once', async () => {
      const conditions = conditionsOn(tables);
      await conditions.get('a1', 'disk-space.C');

      const opened = await Promise.all(
        [100, 101, 102, 103].map((alertId) => conditions.openOccurrence(conditionFacts({ alertId }), NOW)),
      );

      expect(opened.filter(({ joined }) => !joined)).toHaveLength(1);
      const row = await conditions.get('a1', 'disk-space.C');
      expect(row?.occurrence).toBe(1);
      expect(row?.alertIds.toSorted()).toEqual([100, 101, 102, 103]);
    });

    it('gives back what was written, times as epoch ms', async () => {
      const conditions = conditionsOn(tables);
      const { condition } = await conditions.openOccurrence(
        conditionFacts({ deviceName: "O'Hara 'PC'", details: { drive: 'C', thresholdPercent: 92.5 } }),
        NOW,
      );

      const row = await conditions.update(condition, (current) => ({
        ...current,
        recentCloses: [NOW],
        clearSince: NOW + 1,
      }));

      expect(await conditions.get('a1', 'disk-space.C')).toEqual(row);
      expect(row).toMatchObject({ deviceName: "O'Hara 'PC'", openedAt: NOW, clearSince: NOW + 1, recentCloses: [NOW] });
    });

    it('leaves an occurrence alone that has moved on', async () => {
      const conditions = conditionsOn(tables);
      await conditions.openOccurrence(conditionFacts(), NOW);

      const late = { deviceKey: 'a1', conditionKey: 'disk-space.C', occurrence: 9 };

      expect(await conditions.update(late, (row) => ({ ...row, ticketId: 1 }))).toBeUndefined();
    });

    it('names what is due, and nothing that comes later', async () => {
      const conditions = conditionsOn(tables);
      const { condition } = await conditions.openOccurrence(conditionFacts(), NOW);
      await conditions.openOccurrence(conditionFacts({ deviceKey: 'a2' }), NOW + 60_000);
      const later = { ...condition, nextAt: NOW + 1 };
      await conditions.update(condition, () => later);

      const due = await Array.fromAsync(conditions.due(NOW + 1));

      expect(due).toMatchObject([
        { deviceKey: 'a1', conditionKey: 'disk-space.C', nextAt: NOW, turn: 'new' },
        { deviceKey: 'a1', conditionKey: 'disk-space.C', nextAt: NOW + 1, turn: 'again' },
      ]);
      await conditions.forgetDue(due);
      expect(await Array.fromAsync(conditions.due(NOW + 1))).toEqual([]);
    });

    it('names a row that a crash left unwritten rather than leave one out', async () => {
      const broken: Table = { ...tables.open('conditions'), insert: () => Promise.reject(new Error('killed')) };
      const conditions = conditionsOn({ open: (name) => (name === 'conditions' ? broken : tables.open(name)) });

      await expect(conditions.openOccurrence(conditionFacts(), NOW)).rejects.toThrow('killed');

      expect(await Array.fromAsync(conditions.due(NOW))).toMatchObject([{ deviceKey: 'a1' }]);
    });
  });

  describe('the alerts table', () => {
    it('knows the rows of a page, open and closed', async () => {
      const alerts = makeAlertStore(tables.open('alerts'));
      await alerts.save(Array.from({ length: 250 }, (_, index) => alertRow({ alertId: 1_000 + index })));
      await alerts.close(alertRow({ alertId: 1_005 }), NOW, 'app');

      const known = await alerts.known([1_000, 1_005, 1_249, 5_000]);

      expect([...known.keys()].toSorted()).toEqual([1_000, 1_005, 1_249]);
      expect(known.get(1_005)?.closedAt).toBe(NOW);
      expect(known.get(1_000)?.closedAt).toBeUndefined();
    });

    it('names the open alerts that a poll did not list', async () => {
      const alerts = makeAlertStore(tables.open('alerts'));
      await alerts.save([alertRow(), alertRow({ alertId: 101, lastPoll: '2026-03-02T08:02:00.000Z' })]);

      const gone = await Array.fromAsync(alerts.notListedIn('2026-03-02T08:02:00.000Z'));

      expect(gone.map((row) => row.alertId)).toEqual([100]);
    });

    it('remembers the last complete poll', async () => {
      const alerts = makeAlertStore(tables.open('alerts'));
      expect(await alerts.lastCompletePoll()).toBeUndefined();

      await alerts.completePoll('2026-03-02T08:02:00.000Z');

      expect(await alerts.lastCompletePoll()).toBe('2026-03-02T08:02:00.000Z');
      expect(await alerts.listedSince()).toBe('2026-03-02T08:02:00.000Z');
    });

    it('remembers of the last complete poll since when what it listed was not written', async () => {
      const alerts = makeAlertStore(tables.open('alerts'));

      await alerts.completePoll('2026-03-02T08:02:00.000Z', '2026-03-02T07:00:00.000Z');

      expect(await alerts.lastCompletePoll()).toBe('2026-03-02T08:02:00.000Z');
      expect(await alerts.listedSince()).toBe('2026-03-02T07:00:00.000Z');
    });
  });

  describe('the effects table', () => {
    const name: EffectName = {
      key: { deviceKey: 'a1', conditionKey: 'disk-space.C', occurrence: 1 },
      kind: 'ticket',
      sequence: 0,
    };
    const intent: Effect = { state: 'intended', kind: 'ticket', leaseId: 'l1', notAfter: NOW, intendedAt: NOW };

    it('lets one of two writers begin an effect', async () => {
      const effects = makeEffectStore(tables.open('effects'));

      const begun = await Promise.all([effects.intend(name, intent), effects.intend(name, intent)]);

      expect(begun.toSorted()).toEqual([false, true]);
    });

    it('lets one of two recoveries start it again', async () => {
      const effects = makeEffectStore(tables.open('effects'));
      await effects.intend(name, intent);
      const stored = await effects.get(name);

      const begun = [await effects.intend(name, intent, stored), await effects.intend(name, intent, stored)];

      expect(begun).toEqual([true, false]);
    });

    it('collects the texts of this condition and of no other', async () => {
      const effects = makeEffectStore(tables.open('effects'));
      await effects.settle(name, { ...intent, text: 'mine' });
      await effects.settle({ ...name, key: { ...name.key, occurrence: 2 } }, { ...intent, text: 'later', title: 't' });
      await effects.settle(
        { ...name, key: { ...name.key, conditionKey: 'disk-space.CC' } },
        { ...intent, text: 'other' },
      );

      const { texts, titles } = await effects.written('a1', 'disk-space.C');

      expect(texts.toSorted()).toEqual(['later', 'mine']);
      expect(titles).toEqual(['t']);
    });
  });

  describe('the outcomes table', () => {
    const outcome = (over: Partial<Outcome> = {}): Outcome => ({
      subject: '100',
      state: 'waiting',
      code: 'queued',
      text: 'waits',
      playbook: 'disk-space',
      firstListedAt: NOW,
      updatedAt: NOW,
      ...over,
    });

    it('keeps one row per alert, updated', async () => {
      const outcomes = makeOutcomeStore(tables.open('outcomes'));
      await outcomes.save([outcome({ nextAt: NOW + 1 }), outcome({ subject: '101' })]);

      await outcomes.save([outcome({ state: 'acted', code: 'ticket-opened', updatedAt: NOW + 5 })]);

      const rows = await Array.fromAsync(outcomes.between(NOW, NOW));
      expect(rows).toHaveLength(2);
      expect(await outcomes.get('100', NOW)).toEqual(
        outcome({ state: 'acted', code: 'ticket-opened', updatedAt: NOW + 5 }),
      );
    });

    it('takes rows of several days and repeated subjects in one call', async () => {
      const outcomes = makeOutcomeStore(tables.open('outcomes'));
      const unreadable = triageUnreadable({ unreadable: true, reason: 'x' }, { now: NOW, language: 'en' });

      await outcomes.save([unreadable, unreadable, outcome({ firstListedAt: NOW - 86_400_000 })]);

      expect(await Array.fromAsync(outcomes.between(NOW - 86_400_000, NOW))).toHaveLength(2);
    });
  });

  describe('the storage probe', () => {
    it('answers when the storage does', async () => {
      await expect(tables.probe()).resolves.toBeUndefined();
    });
  });
});
