import { type Locale, withLocalTimes } from '../../domain/time/local-times.ts';
import { utc } from '../../domain/time/utc.ts';
import { isPlaybook, playbookNamed } from '../../playbooks/index.ts';
import type { Language } from '../../texts/language.ts';
import { numberText } from '../../texts/numbers.ts';
import { reportTexts } from '../../texts/report/index.ts';
import { durationText } from '../duration-text.ts';
import type { Report } from '../report.ts';
import { heading, htmlTable, note, paragraph } from './html.ts';
import { trendChart } from './trend-chart.ts';

const COURSES = [
  'alerts',
  'unreadable',
  'recognised',
  'takenUp',
  'fixed',
  'ticketed',
  'recovered',
  'left',
  'inHand',
] as const;

/** The figures: what became of the alerts, how long it took, what came back, what was saved. */
export function figureSections(report: Report, language: Language): string[] {
  const { sections, columns, notes } = reportTexts(language);
  const { overall } = report;
  const share = (count: number) =>
    overall.alerts === 0 ? '–' : `${numberText((100 * count) / overall.alerts, language, 1)} %`;
  return [
    heading(sections.course),
    htmlTable(
      ['', columns.number, columns.share],
      COURSES.map((name) => [columns[name], numberText(overall[name], language), share(overall[name])]),
    ),
    note(notes.course),
    heading(sections.trend),
    trendChart(report, language),
    note(notes.trend),
    ...reasonSection(report, language),
    heading(sections.times),
    timeTable(report, language),
    note(notes.times),
    heading(sections.back),
    backTable(report, language),
    note(notes.back),
    heading(sections.saved),
    paragraph(report.formula),
    note(notes.saved),
  ];
}

/** The lists: devices, kinds of alerts, customers. */
export function listSections(report: Report, language: Language): string[] {
  const { sections, columns, notes } = reportTexts(language);
  const named = (count: number) => numberText(count, language);
  const devices = report.noisyDevices.map((one) => [one.name, one.customerName ?? '', named(one.alerts)]);
  const classes = report.alertClasses.map((one) => [className(one, language), named(one.alerts)]);
  return [
    heading(sections.devices),
    htmlTable([columns.device, columns.customer, columns.alerts], devices),
    heading(sections.classes),
    htmlTable([columns.kind, columns.alerts], classes),
    ...(report.listsPartial ? [note(notes.partial)] : []),
    ...(report.customers.length < 2 ? [] : [heading(sections.customers), customerTable(report, language)]),
  ];
}

/** What is now: the open tickets and the agents. */
export function stateSections({ agents, openTickets }: Report, locale: Locale): string[] {
  const { sections, columns, notes, ...texts } = reportTexts(locale.language);
  const named = (count: number) => numberText(count, locale.language);
  const ages = openTickets.byAge.map(({ fromDays, toDays, tickets }) => [
    toDays === null ? texts.ageOver({ days: fromDays }) : texts.ageBetween({ days: fromDays, more: toDays }),
    named(tickets),
  ]);
  const classes = agents?.classes.map(({ deviceClass, online, offline, unknown, longUnseen }) => [
    texts.classes[deviceClass],
    ...[online, offline, unknown, longUnseen].map(named),
  ]);
  const asOf = agents && notes.agents({ at: utc(Date.parse(agents.refreshedAt)), days: agents.longUnseenDays });
  const agentColumns = [columns.online, columns.offline, columns.unknown, columns.longUnseen];
  return [
    heading(sections.tickets),
    htmlTable([columns.age, columns.tickets], ages),
    note(notes.tickets),
    heading(sections.agents),
    ...(classes ? [htmlTable(['', ...agentColumns], classes)] : []),
    note(asOf ? withLocalTimes(asOf, locale) : notes.noAgents),
    ...(agents && agents.moreAgents > 0 ? [note(notes.moreAgents({ count: agents.moreAgents }))] : []),
  ];
}

/** A day may name a playbook that this version does not have. */
function className({ name, isPlaybook: isOne }: Report['alertClasses'][number], language: Language): string {
  return isOne && isPlaybook(name) ? playbookNamed(name).label[language] : name;
}

function reasonSection({ overall }: Report, language: Language): string[] {
  const { sections, columns, reasons: texts } = reportTexts(language);
  const reasons = Object.entries(overall.notTakenUp).sort(([, one], [, other]) => other - one);
  if (reasons.length === 0) return [];
  const rows = reasons.map(([code, count]) => [texts[code] ?? code, numberText(count, language)]);
  return [heading(sections.notTakenUp), htmlTable([columns.reason, columns.number], rows)];
}

function timeTable({ overall }: Report, language: Language): string {
  const { columns, durations } = reportTexts(language);
  const text = (seconds: number | null) => (seconds === null ? '–' : durationText(seconds, language));
  const times = [
    [durations.toDetect, overall.secondsToDetect],
    [durations.toDecide, overall.secondsToDecide],
    [durations.toEnd, overall.secondsToEnd],
  ] as const;
  return htmlTable(
    ['', columns.number, columns.half, columns.most],
    times.map(([label, { count, p50, p95 }]) => [label, numberText(count, language), text(p50), text(p95)]),
  );
}

function backTable({ overall }: Report, language: Language): string {
  const { columns, back } = reportTexts(language);
  const named = (count: number) => numberText(count, language);
  const rows = (['within24h', 'within7d', 'within30d'] as const).map((name) => [
    back[name],
    named(overall.back[name].conditions),
    named(overall.back[name].afterFix),
  ]);
  return htmlTable(
    ['', columns.number, columns.afterFix],
    [[columns.occurrences, named(overall.occurrences), ''], ...rows],
  );
}

function customerTable({ customers }: Report, language: Language): string {
  const { columns, noCustomer } = reportTexts(language);
  const shown = ['alerts', 'takenUp', 'fixed', 'ticketed', 'recovered', 'minutesSaved'] as const;
  return htmlTable(
    [columns.customer, ...shown.map((name) => columns[name])],
    customers.map((one) => [
      one.customerName ?? (one.customerId === null ? noCustomer : String(one.customerId)),
      ...shown.map((name) => numberText(one[name], language)),
    ]),
  );
}
