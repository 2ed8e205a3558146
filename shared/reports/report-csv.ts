import { BYTE_ORDER_MARK, csvLine } from '../outcomes/csv-fields.ts';
import type { Report } from './report.ts';
import type { ReportFigures } from './summary.ts';

/** Columns of the export, in order; new ones are added at the end. Durations are seconds. */
const reportColumns = [
  'from',
  'to',
  'customerId',
  'customerName',
  'alerts',
  'unreadable',
  'recognised',
  'takenUp',
  'fixed',
  'ticketed',
  'recovered',
  'left',
  'inHand',
  'requests',
  'occurrences',
  'tickets',
  'back24h',
  'back7d',
  'back30d',
  'backAfterFix24h',
  'backAfterFix7d',
  'backAfterFix30d',
  'detectP50',
  'detectP95',
  'decideP50',
  'decideP95',
  'endP50',
  'endP95',
  'minutesSaved',
] as const;

type Columns = Readonly<Record<(typeof reportColumns)[number], unknown>>;

/**
 * Returns the report as CSV: a line for each customer and, where it is of all, one named `*` for
 * all of them, which must not be added to the others.
 */
export function reportCsv(report: Report): string {
  const { from, to, overall, customers, customerId } = report;
  const lines = customers.map((one) => ({
    from,
    to,
    ...columnsOf(one),
    customerName: one.customerName,
    customerId: one.customerId,
  }));
  const all = { from, to, ...columnsOf(overall), customerName: '*', customerId: undefined };
  const rows: Columns[] = customerId === null ? [...lines, all] : lines;
  const text = rows.map((row) => csvLine(reportColumns.map((name) => row[name])));
  return `${BYTE_ORDER_MARK}${reportColumns.join(',')}\r\n${text.join('')}`;
}

function columnsOf({ back, secondsToDetect, secondsToDecide, secondsToEnd, ...figures }: ReportFigures) {
  return {
    ...figures,
    ...{ back24h: back.within24h.conditions, backAfterFix24h: back.within24h.afterFix },
    ...{ back7d: back.within7d.conditions, backAfterFix7d: back.within7d.afterFix },
    ...{ back30d: back.within30d.conditions, backAfterFix30d: back.within30d.afterFix },
    ...{ detectP50: secondsToDetect.p50, detectP95: secondsToDetect.p95 },
    ...{ decideP50: secondsToDecide.p50, decideP95: secondsToDecide.p95 },
    ...{ endP50: secondsToEnd.p50, endP95: secondsToEnd.p95 },
  };
}
