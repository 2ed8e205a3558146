import { withLocalTimes } from '../domain/time/local-times.ts';
import { utc } from '../domain/time/utc.ts';
import { numberText } from '../texts/numbers.ts';
import type { BacktestReport } from './report.ts';
import { backtestTexts } from './texts/index.ts';

/** A table of a report: the names of its columns, and rows of texts and numbers. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A report in words, the same for every form of it. */
export interface ReportWords {
  readonly title: string;
  readonly period: string;
  readonly headline: string;
  /** Numbers with what they count. */
  readonly figures: readonly (readonly [number, string])[];
  readonly ends: ReportTable;
  readonly tables: readonly ReportTable[];
  readonly nights: { readonly title: string; readonly text: string };
  readonly notes: { readonly title: string; readonly texts: readonly string[] };
}

const FIGURES = [
  'alerts',
  'takenUp',
  'leftAlone',
  'tickets',
  'siteTickets',
  'reopened',
  'questions',
  'openNow',
] as const;

/** Verdicts that call a person: the same rule reads differently there. */
const CALLED: ReadonlySet<string> = new Set(['ticket', 'reopened', 'question']);

/** Returns a report in the words of its language, with moments in its time zone. */
export function reportWords(report: BacktestReport): ReportWords {
  const { language, total, nights, timeZone } = report;
  const texts = backtestTexts(language);
  const local = (iso: string) => withLocalTimes(utc(Date.parse(iso)), { timeZone, language });
  const { sections } = texts;
  const period = { from: local(report.from), until: local(report.until), zone: timeZone, source: report.source };
  const counted = { ...total, tickets: total.tickets + total.reopened, instead: total.takenUp };
  return {
    title: texts.title,
    period: texts.period(period),
    headline:
      total.takenUp === 0
        ? texts.nothingTaken(total)
        : texts.headline({ ...counted, quiet: nights.quiet, nights: nights.nights }),
    figures: [
      ...FIGURES.map((name) => [total[name], texts.figures[name] ?? name] as const),
      ...(total.ticketsThen > 0 ? [[total.ticketsThen, texts.figures.ticketsThen ?? ''] as const] : []),
    ],
    ends: {
      title: sections.ends,
      columns: [texts.columns.what, texts.columns.reason, texts.columns.alerts],
      rows: report.ends.map(({ verdict, because, alerts }) => [
        texts.verdicts[verdict] ?? verdict,
        (CALLED.has(verdict) ? texts.calls[because] : undefined) ?? texts.reasons[because] ?? because,
        alerts,
      ]),
    },
    tables: tablesOf(report, local),
    nights: { title: sections.nights, text: nights.nights === 0 ? texts.noneOf : texts.nights({ ...nights, list: 0 }) },
    notes: { title: sections.notes, texts: report.notes.map(({ code, values }) => noteText(report, code, values)) },
  };
}

function noteText(
  { language, timeZone }: BacktestReport,
  code: string,
  values: Readonly<Record<string, string | number>>,
): string {
  const shown = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? numberText(value, language) : (backtestTexts(language).cuts[value] ?? value),
  ]);
  const text = backtestTexts(language).notes[code]?.(Object.fromEntries(shown)) ?? code;
  return withLocalTimes(text, { timeZone, language });
}

function tablesOf(report: BacktestReport, local: (iso: string) => string): ReportTable[] {
  const texts = backtestTexts(report.language);
  const { columns, sections } = texts;
  const counts = [columns.alerts, columns.takenUp, columns.tickets, columns.reopened, columns.questions];
  const figures = (one: BacktestReport['playbooks'][number] | BacktestReport['customers'][number]) =>
    [one.alerts, one.takenUp, one.tickets, one.reopened, one.questions] as const;
  const tables: ReportTable[] = [
    {
      title: sections.playbooks,
      columns: [columns.playbook, ...counts],
      rows: report.playbooks.map((one) => [one.label, ...figures(one)]),
    },
    {
      title: sections.customers,
      columns: [columns.customer, ...counts],
      rows: report.customers.map((one) => [one.customer, ...figures(one)]),
    },
    {
      title: sections.devices,
      columns: [columns.device, columns.customer, columns.title, columns.alerts, columns.tickets],
      rows: report.devices.map((one) => [one.device, one.customer, one.title, one.alerts, one.tickets + one.reopened]),
    },
    {
      title: sections.notTaken,
      columns: [columns.title, columns.reason, columns.alerts],
      rows: report.notTaken.map(({ title, reason, alerts }) => [title, reason, alerts]),
    },
    {
      title: sections.sites,
      columns: [columns.customer, columns.since, columns.until, columns.quiet],
      rows: report.sites.map(({ customer, since, until, ...count }) => [
        ...[customer, local(since), until === null ? texts.stillAway : local(until), texts.ofDevices(count)],
      ]),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}
