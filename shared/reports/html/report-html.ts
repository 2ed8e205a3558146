import { createHash } from 'node:crypto';
import { type Locale, withLocalTimes } from '../../domain/time/local-times.ts';
import { utc } from '../../domain/time/utc.ts';
import { reportTexts } from '../../texts/report/index.ts';
import type { Report } from '../report.ts';
import { escaped, note, PAGE_STYLE } from './html.ts';
import { figureSections, listSections, stateSections } from './report-sections.ts';

/** What the page may do: show itself in its own style. No script, no request, no form. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Returns the report as a page to print: whole in itself, without script, for a sandboxed frame.
 * What vendors and devices named is text. Times are in the reader's zone.
 */
export function reportHtml(report: Report, locale: Locale): string {
  const { language } = locale;
  const texts = reportTexts(language);
  const customer = report.customerId === null ? texts.all : (report.customerName ?? String(report.customerId));
  const made = texts.madeAt({ at: utc(Date.parse(report.madeAt)) });
  const counted = texts.countedAt({ at: utc(Date.parse(report.countedAt)) });
  const parts =
    report.overall.alerts === 0
      ? [note(texts.nothing)]
      : [...figureSections(report, language), ...listSections(report, language)];
  const page = [
    `<h1>${escaped(texts.title)}</h1>`,
    `<p>${escaped(customer)}, ${escaped(texts.period(report))}</p>`,
    note(withLocalTimes(`${made} ${counted}${report.stale ? ` ${texts.notes.stale}` : ''}`, locale)),
    ...parts,
    ...stateSections(report, locale),
  ];
  const meta = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escaped(PAGE_POLICY)}">`;
  const view = '<meta name="viewport" content="width=device-width, initial-scale=1">';
  return `<!doctype html><html lang="${language}"><head>${meta}${view}<title>${escaped(`${texts.title}: ${customer}`)}</title><style>${PAGE_STYLE}</style></head><body><main>${page.join('\n')}</main></body></html>`;
}
