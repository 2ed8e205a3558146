import { z } from 'zod';
import {
  ClassStatus,
  type FleetStatus,
  LONG_UNSEEN_DAYS,
  reportedClasses,
  statusByClass,
} from '../domain/devices/fleet-status.ts';
import { keptDays } from '../domain/lists/retention-rules.ts';
import { DAY_MS } from '../durations.ts';
import type { Language } from '../texts/language.ts';
import { AlertClass, type Figures, NoisyDevice } from './day-figures.ts';
import type { CountedDay } from './day-rows.ts';
import type { DayStore } from './day-store.ts';
import { type MinutesRule, minutesFormula } from './minutes-saved.ts';
import { addUp, ReportFigures, TicketAge, ticketAges } from './summary.ts';
import { TrendDay, trendOf } from './trend.ts';

/** Which report: UTC days, both included (epoch ms of their start). */
export interface ReportQuery {
  readonly from: number;
  readonly to: number;
  readonly customerId?: number | undefined;
}

/** The figures of one customer; the id is null for alerts of none. */
const CustomerFigures = ReportFigures.extend({
  customerId: z.int().nullable(),
  customerName: z.string().nullable(),
});

/** A report; times are ISO texts. docs/reports.md says what each figure means. */
export const Report = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  customerId: z.int().nullable(),
  customerName: z.string().nullable(),
  madeAt: z.iso.datetime(),
  /** When the days were last counted. */
  countedAt: z.iso.datetime(),
  /** True where there was no time to count all days that have changed. */
  stale: z.boolean(),
  overall: ReportFigures,
  customers: z.array(CustomerFigures).readonly(),
  /** Oldest first. A day that is not there had no alerts, or is not counted yet where `stale`. */
  trend: z.array(TrendDay).readonly(),
  formula: z.string(),
  noisyDevices: z.array(NoisyDevice.extend({ customerName: z.string().nullable() })).readonly(),
  alertClasses: z.array(AlertClass.omit({ customerId: true })).readonly(),
  /** True where a day had more devices or classes than are kept of it. */
  listsPartial: z.boolean(),
  agents: z
    .object({
      refreshedAt: z.iso.datetime(),
      longUnseenDays: z.int(),
      classes: z.array(ClassStatus.extend({ deviceClass: z.enum(reportedClasses) })).readonly(),
      moreAgents: z.int().nonnegative(),
    })
    .nullable(),
  openTickets: z.object({ total: z.int().nonnegative(), byAge: z.array(TicketAge).readonly() }),
});

/** As above. */
export type Report = z.output<typeof Report>;

/** What a report is made of beside the days. */
export interface Around {
  readonly now: number;
  readonly countedAt: number;
  readonly stale: boolean;
  readonly rule: MinutesRule;
  readonly language: Language;
  readonly fleet: { readonly status: FleetStatus; readonly refreshedAt: number } | undefined;
}

/** Entries of the lists of devices and kinds. */
const MOST = 20;

/**
 * Makes a report from counted days: one row per day, at most the last 400 (the open tickets are of
 * all of them).
 */
export async function makeReport(days: DayStore, query: ReportQuery, around: Around): Promise<Report> {
  const first = Math.min(query.from, around.now - keptDays.outcomes * DAY_MS);
  const all = await Array.fromAsync(days.between(dayOf(first), dayOf(Math.max(query.to, around.now))));
  const within = all.filter(({ day }) => day >= dayOf(query.from) && day <= dayOf(query.to));
  const figures = within.flatMap(({ figures: { customers } }) => customers.filter((one) => isWanted(query, one)));
  const names = new Map(all.flatMap((one) => one.figures.customers.map(({ customerId, name }) => [customerId, name])));
  const nameOf = (customerId: number | null) => names.get(customerId) ?? null;
  const overall = addUp(figures, around.rule);
  const byAge = ticketAges(all, query.customerId, around.now);
  return {
    ...{ from: dayOf(query.from), to: dayOf(query.to), customerId: query.customerId ?? null },
    customerName: query.customerId === undefined ? null : nameOf(query.customerId),
    madeAt: new Date(around.now).toISOString(),
    countedAt: new Date(around.countedAt).toISOString(),
    stale: around.stale,
    overall,
    trend: trendOf(within, (one) => isWanted(query, one)),
    customers: customersOf(figures, around.rule, nameOf),
    formula: minutesFormula(overall, around.rule, around.language),
    ...listsOf(within, query, nameOf),
    agents: agentsOf(around.fleet, query.customerId),
    openTickets: { total: byAge.reduce((sum, { tickets }) => sum + tickets, 0), byAge },
  };
}

function customersOf(figures: readonly Figures[], rule: MinutesRule, nameOf: (id: number | null) => string | null) {
  const groups = [...Map.groupBy(figures, ({ customerId }) => customerId)];
  const customers = groups.map(([customerId, of]) => ({
    customerId,
    customerName: nameOf(customerId),
    ...addUp(of, rule),
  }));
  return customers.sort((one, other) => other.alerts - one.alerts || (one.customerId ?? 0) - (other.customerId ?? 0));
}

function listsOf(days: readonly CountedDay[], query: ReportQuery, nameOf: (id: number | null) => string | null) {
  const devices = days.flatMap(({ figures }) => figures.devices.filter((one) => isWanted(query, one)));
  const classes = days.flatMap(({ figures }) => figures.classes.filter((one) => isWanted(query, one)));
  const noisy = addAlerts(devices, ({ customerId, name }) => `${customerId} ${name.toLowerCase()}`);
  const kinds = addAlerts(classes, ({ name, isPlaybook }) => `${isPlaybook} ${name}`);
  return {
    noisyDevices: noisy.map((one) => ({ ...one, customerName: nameOf(one.customerId) })),
    alertClasses: kinds.map(({ customerId: _, ...one }) => one),
    listsPartial: days.some(({ figures }) => figures.moreDevices + figures.moreClasses > 0),
  };
}

function addAlerts<T extends { readonly alerts: number }>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  const groups = [...Map.groupBy(rows, keyOf).values()];
  const sums = groups.flatMap(([first, ...more]) =>
    first ? [{ ...first, alerts: more.reduce((sum, { alerts }) => sum + alerts, first.alerts) }] : [],
  );
  return sums.sort((one, other) => other.alerts - one.alerts).slice(0, MOST);
}

function agentsOf(fleet: Around['fleet'], customerId: number | undefined): Report['agents'] {
  if (!fleet) return null;
  const status = statusByClass(fleet.status, customerId);
  return {
    refreshedAt: new Date(fleet.refreshedAt).toISOString(),
    longUnseenDays: LONG_UNSEEN_DAYS,
    classes: reportedClasses.map((deviceClass) => ({ deviceClass, ...status[deviceClass] })),
    moreAgents: fleet.status.moreAgents,
  };
}

function isWanted({ customerId }: ReportQuery, one: { readonly customerId: number | null }): boolean {
  return customerId === undefined || one.customerId === customerId;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
