import { FENCE_TABLE } from '../shared/budget/fence.ts';
import type { Clock } from '../shared/clock.ts';
import { makeOutcomeStore } from '../shared/outcomes/outcomes.ts';
import { makeDayStore } from '../shared/reports/day-store.ts';
import { makeAlertStore } from '../shared/storage/alerts.ts';
import { makeBacktestStore } from '../shared/storage/backtests.ts';
import { makeContactStore } from '../shared/storage/contacts.ts';
import { makeMonitoredDeviceStore } from '../shared/storage/directory/monitored-devices.ts';
import { makeNarrowingStore } from '../shared/storage/directory/narrowings.ts';
import { makeEffectStore } from '../shared/storage/effects.ts';
import { makeKillSwitchStore } from '../shared/storage/kill-switch.ts';
import { makeMuteStore } from '../shared/storage/mutes.ts';
import { makeSiteStore } from '../shared/storage/sites.ts';
import type { OnUnreadable } from '../shared/storage/table/columns.ts';
import type { StoredRow, TableService } from '../shared/storage/table/table.ts';
import { makeTablesBegunStore } from '../shared/storage/tables-begun.ts';
import { makeTicketWatchStore } from '../shared/storage/ticket-watch.ts';

/** The tables of the app, each by its name. Nothing is sent yet. */
export type Tables = ReturnType<typeof openTables>;

/** Returns the stores that nothing else is made of. */
export function openStores(tables: Tables, unreadable: (table: string) => (row: StoredRow) => void, clock: Clock) {
  return {
    alerts: makeAlertStore(tables.alerts, unreadable('alerts')),
    backtests: makeBacktestStore(tables.backtests, unreadable('backtests')),
    contacts: makeContactStore(tables.contacts),
    effects: makeEffectStore(tables.effects, unreadable('effects')),
    killSwitch: makeKillSwitchStore(tables.switches),
    narrowings: makeNarrowingStore(tables.directory),
    monitored: makeMonitoredDeviceStore(tables.directory, unreadable('directory')),
    mutes: makeMuteStore(tables.mutes, clock, unreadable('mutes')),
    ...outcomesAndDays(tables, clock, unreadable('outcomes')),
    sites: makeSiteStore(tables.directory),
    tablesBegun: makeTablesBegunStore(tables.switches, clock),
    ticketWatch: makeTicketWatchStore(tables.directory),
  };
}

/** Outcomes, and the days that reports make of them: these learn what changes. */
function outcomesAndDays(tables: Pick<Tables, 'outcomes' | 'reports'>, clock: Clock, onUnreadable: OnUnreadable) {
  const reportDays = makeDayStore(tables.reports, clock);
  return { outcomes: makeOutcomeStore(tables.outcomes, { onChange: reportDays.mark, onUnreadable }), reportDays };
}

/** Opens every table of the app. */
export function openTables(service: TableService) {
  const open = (name: string) => service.open(name);
  return {
    alerts: open('alerts'),
    backtests: open('backtests'),
    conditions: open('conditions'),
    contacts: open('contacts'),
    directory: open('directory'),
    due: open('due'),
    effects: open('effects'),
    outbox: open('outbox'),
    fences: open(FENCE_TABLE),
    mutes: open('mutes'),
    outcomes: open('outcomes'),
    reports: open('reports'),
    switches: open('switches'),
  };
}
