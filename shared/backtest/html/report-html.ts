import { numberText } from '../../texts/numbers.ts';
import type { BacktestReport } from '../report.ts';
import { type ReportTable, type ReportWords, reportWords } from '../report-words.ts';
import { backtestTexts } from '../texts/index.ts';
import { type Bar, barChart } from './charts.ts';
import { type Markup, markup } from './markup.ts';
import { STYLE } from './style.ts';

/** What the page may load: nothing. */
export const REPORT_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * Returns a report as one page of HTML that needs nothing else: no script, nothing from elsewhere,
 * and every text of a vendor as text.
 */
export function reportHtml(report: BacktestReport): string {
  const words = reportWords(report);
  const number = (value: number) => numberText(value, report.language);
  const page = markup`<!doctype html>
<html lang="${report.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${REPORT_CSP}"><meta name="referrer" content="no-referrer">
<title>${words.title}</title><style>${trusted(STYLE)}</style></head>
<body><main>
<h1>${words.title}</h1><p class="period">${words.period}</p>
<p class="headline">${words.headline}</p>
<ul class="figures">${words.figures.map(([value, label]) => markup`<li><b>${number(value)}</b><span>${label}</span></li>`)}</ul>
${charts(report, words)}
${section(words.ends, number)}
<div class="two">${words.tables.filter(isNarrow).map((table) => section(table, number))}</div>
${words.tables.filter((table) => !isNarrow(table)).map((table) => section(table, number))}
<section class="notes"><h2>${words.notes.title}</h2><ul>${words.notes.texts.map((text) => markup`<li>${text}</li>`)}</ul></section>
</main></body></html>
`;
  return page.toString();
}

/** Written by ourselves, without anything put into it. */
function trusted(text: string): Markup {
  return markup([text] as unknown as TemplateStringsArray);
}

function isNarrow({ columns }: ReportTable): boolean {
  return columns.length === 6;
}

function section({ title, columns, rows }: ReportTable, number: (value: number) => string): Markup {
  const isNumber = columns.map((_, index) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number'));
  const kind = (index: number) => (isNumber[index] ? markup` class="n"` : '');
  const head = columns.map((name, index) => markup`<th scope="col"${kind(index)}>${name}</th>`);
  const body = rows.map(
    (row) =>
      markup`<tr>${row.map((cell, index) => markup`<td${kind(index)}>${typeof cell === 'number' ? number(cell) : cell}</td>`)}</tr>`,
  );
  return markup`<section><h2>${title}</h2><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></section>`;
}

function charts(report: BacktestReport, words: ReportWords): Markup {
  const { sections, columns } = backtestTexts(report.language);
  const says = (name: string, alerts: number, tickets: number) =>
    `${name}: ${columns.alerts} ${alerts}, ${columns.tickets} ${tickets}`;
  const days = report.days.map(
    ({ day, alerts, tickets, questions }): Bar => ({
      ...{
        label: day.slice(8),
        value: alerts,
        over: tickets + questions,
        says: says(day, alerts, tickets + questions),
      },
    }),
  );
  const nights = report.nights.list.map(
    ({ night, alerts, tickets }): Bar => ({
      ...{ label: night.slice(8), value: alerts, over: tickets, says: says(night, alerts, tickets) },
      kind: tickets === 0 ? 'quiet' : 'alerts',
    }),
  );
  const hours = report.hours.map(
    (value, hour): Bar => ({ label: String(hour), value, says: `${hour}:00: ${columns.alerts} ${value}` }),
  );
  const everyLabel = Math.ceil(days.length / 11);
  const legend = (...kinds: readonly string[]) =>
    markup`<ul class="legend">${kinds.map((kind) => markup`<li><i class="k-${kind}"></i>${legendTexts(report)[kind]}</li>`)}</ul>`;
  return markup`<section><h2>${sections.days}</h2>${barChart({ title: sections.days, bars: days, everyLabel })}${legend('alerts', 'tickets')}</section>
<div class="two"><section><h2>${words.nights.title}</h2>${barChart({ title: `${words.nights.title}: ${words.nights.text}`, bars: nights, everyLabel })}${legend('quiet', 'alerts', 'tickets')}<p>${words.nights.text}</p></section>
<section><h2>${sections.hours}</h2>${barChart({ title: sections.hours, bars: hours, everyLabel: 3 })}${legend('alerts')}</section></div>`;
}

function legendTexts({ language }: BacktestReport): Readonly<Record<string, string>> {
  return backtestTexts(language).legend;
}
