import { z } from 'zod';
import { languages } from '../texts/language.ts';

const count = z.int().nonnegative();
const moment = z.iso.datetime();

/** What is said of how far the figures go; the texts are in `texts`. */
const note = z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) });

/** Numbers of one group of alerts. */
const figures = z.object({
  alerts: count,
  /** Would have been taken up by a playbook. */
  takenUp: count,
  /** New tickets, those of sites included. */
  tickets: count,
  reopened: count,
  questions: count,
});

/** What a back-test found, as JSON: nothing in it is markup, whatever a vendor wrote. */
export const BacktestReport = z.object({
  version: z.literal(1),
  language: z.enum(languages),
  from: moment,
  until: moment,
  timeZone: z.string(),
  /** What was read: the account itself, or a file. */
  source: z.string(),
  total: figures.extend({
    leftAlone: count,
    siteTickets: count,
    /** Tickets that other tools or people wrote for these alerts, by their different numbers. */
    ticketsThen: count,
    openNow: count,
  }),
  /** What became of the alerts, by verdict and rule, the most first. */
  ends: z.array(z.object({ verdict: z.string(), because: z.string(), alerts: count })),
  playbooks: z.array(figures.extend({ playbook: z.string(), label: z.string() })),
  customers: z.array(figures.extend({ customer: z.string() })),
  /** The devices with the most alerts. */
  devices: z.array(figures.extend({ device: z.string(), customer: z.string(), title: z.string() })),
  /** Titles that no playbook takes, the most frequent first. */
  notTaken: z.array(z.object({ title: z.string(), reason: z.string(), alerts: count })),
  sites: z.array(z.object({ customer: z.string(), since: moment, until: moment.nullable(), quiet: count, of: count })),
  suspicions: count,
  /** By local day, each of the period. */
  days: z.array(z.object({ day: z.iso.date(), alerts: count, tickets: count, questions: count })),
  /** Nights are 22:00 to 06:00 in the customer's zone, named by the day they begin. */
  nights: z.object({
    nights: count,
    /** Without a ticket or a question. */
    quiet: count,
    /** Without an alert even. */
    empty: count,
    alerts: count,
    tickets: count,
    list: z.array(z.object({ night: z.iso.date(), alerts: count, tickets: count })),
  }),
  /** Alerts by hour of the day, in the customer's zone. */
  hours: z.array(count).length(24),
  notes: z.array(note),
});

/** See the schema. */
export type BacktestReport = z.output<typeof BacktestReport>;

/** Numbers of one group of alerts. */
export type Figures = z.output<typeof figures>;

/** Something a reader must know of the figures. */
export type Note = z.output<typeof note>;
