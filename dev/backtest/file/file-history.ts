import { Alert } from '../../../shared/atera/alert-schema.ts';
import type { Note } from '../../../shared/backtest/report.ts';
import { isUnreadable, readRow, type Unreadable } from '../../../shared/http/rows.ts';
import { DateForm, type DateOrder } from './dates.ts';
import { BacktestInputError } from './file-error.ts';
import { Names } from './names.ts';
import { type RawRow, rawRows } from './raw-rows.ts';
import { readHead } from './text-chunks.ts';

/** How a file is to be understood, where it does not say so itself. */
export interface FileOptions {
  readonly dates?: DateOrder | undefined;
  /** IANA zone of dates without one; default UTC, as Atera's API writes them. */
  readonly zone?: string | undefined;
}

/** An exported history. The file is read twice, and never held. */
export interface FileHistory {
  /** Its alerts in the order of the file, each with its row. */
  alerts(): AsyncGenerator<Alert | Unreadable>;
  /** GUIDs that some row names together with an agent's id. */
  readonly agentOfGuid: ReadonlyMap<string, number>;
  /** The latest date of the alerts given so far (epoch ms): nothing is known of what came after it. */
  newestAt(): number | undefined;
  notes(): Note[];
  /** How much of the file was given by `alerts`, 0 to 1. */
  share(): number;
}

const DATES = ['Created', 'ArchivedDate', 'SnoozedEndDate'] as const;

/**
 * Opens an exported file: learns how its dates are written and which ids it has. Throws
 * `BacktestInputError`.
 */
export async function openFileHistory(path: string, { dates, zone }: FileOptions): Promise<FileHistory> {
  const form = new DateForm({ order: dates, zone });
  const names = new Names();
  let newestAt: number | undefined;
  let count = 0;
  for await (const row of rawRows(path)) {
    count++;
    for (const name of DATES) if (typeof row[name] === 'string') form.learn(row[name]);
    names.learn(row);
  }
  if (count === 0) throw new BacktestInputError(`The file ${path} holds no alerts.`);
  form.settle();
  names.settle();
  const { bytes: size } = readHead(path);
  let given = 0;
  return {
    agentOfGuid: names.agentOfGuid,
    newestAt: () => newestAt,
    async *alerts() {
      let number = 0;
      const onBytes = (bytes: number) => {
        given += bytes;
      };
      for await (const row of rawRows(path, onBytes)) {
        const alert = readRow(asAtera(row, ++number, form, names), Alert, 'AlertID');
        if (!isUnreadable(alert)) newestAt = newestOf(newestAt, alert);
        yield alert;
      }
    },
    share: () => Math.min(0.99, given / Math.max(1, size)),
    notes: () => [
      ...(form.zoneless > 0 ? [{ code: 'zone-assumed', values: { n: form.zoneless, zone: zone ?? 'UTC' } }] : []),
      ...names.notes(),
    ],
  };
}

function newestOf(before: number | undefined, { createdAt, archivedAt }: Alert): number | undefined {
  const moments = [before, createdAt, archivedAt].filter((at) => at !== undefined);
  return moments.length === 0 ? undefined : Math.max(...moments);
}

/** As Atera's API would send it: what a CSV writes as text becomes what it means. */
function asAtera(row: RawRow, number: number, form: DateForm, names: Names): RawRow {
  const dated = Object.fromEntries(
    DATES.map((name) => [name, typeof row[name] === 'string' ? form.toIso(row[name]) : numberAsDate(row[name], form)]),
  );
  const { ArchivedDate: ended } = dated;
  return { ...row, ...dated, ...names.idsOf(row, number), Archived: isArchived(row, ended) };
}

function numberAsDate(value: unknown, form: DateForm): unknown {
  return typeof value === 'number' ? form.toIso(String(value)) : value;
}

/** By its own column, else by its status, else by its end: a history without any of them is of ended alerts. */
function isArchived({ Archived: archived, Status: status }: RawRow, ended: unknown): boolean {
  if (typeof archived === 'boolean') return archived;
  const said = [archived, status].map((one) =>
    String(one ?? '')
      .trim()
      .toLowerCase(),
  );
  if (said.some((one) => /^(?:true|1|yes|ja|y|wahr|resolved|closed|archived|geschlossen|gelöst|archiviert)$/.test(one)))
    return true;
  if (said.some((one) => /^(?:false|0|no|nein|n|falsch|open|offen|active|new|snoozed)$/.test(one)))
    return typeof ended === 'string' && ended !== '' && archived === undefined;
  return true;
}
