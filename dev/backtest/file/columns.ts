import { BacktestInputError } from './file-error.ts';

/** Names under which exports have each member of an alert; letters and digits count alone. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  AlertID: ['alertid', 'id', 'alertnumber', 'alarmid', 'alarmnummer'],
  Title: ['title', 'alerttitle', 'alert', 'alertname', 'titel', 'alarm', 'name'],
  AlertMessage: ['alertmessage', 'message', 'description', 'details', 'nachricht', 'meldung', 'beschreibung'],
  AdditionalInfo: ['additionalinfo'],
  Severity: ['severity', 'alertseverity', 'level', 'schweregrad', 'prioritaet'],
  AlertCategoryID: ['alertcategoryid', 'alertcategory', 'category', 'kategorie'],
  Created: [
    'created',
    'createdat',
    'createddate',
    'createdon',
    'datecreated',
    'raised',
    'time',
    'date',
    'timestamp',
    'erstellt',
    'erstelltam',
    'datum',
    'zeit',
  ],
  Archived: ['archived', 'isarchived', 'resolved', 'archiviert', 'geloest'],
  ArchivedDate: [
    'archiveddate',
    'archivedat',
    'resolvedat',
    'resolveddate',
    'resolvedon',
    'closedat',
    'closed',
    'end',
    'ended',
    'ende',
    'geloestam',
    'archiviertam',
  ],
  Status: ['status', 'alertstatus', 'state'],
  SnoozedEndDate: ['snoozedenddate', 'snoozeduntil'],
  AgentId: ['agentid'],
  DeviceGuid: ['deviceguid', 'guid'],
  DeviceName: [
    'devicename',
    'device',
    'machine',
    'machinename',
    'agentname',
    'computer',
    'geraet',
    'geraetename',
    'hostname',
  ],
  CustomerID: ['customerid', 'kundenid', 'kundennummer'],
  CustomerName: ['customername', 'customer', 'company', 'site', 'kunde', 'kundenname', 'client'],
  TicketID: ['ticketid', 'ticket', 'ticketnumber'],
};

const byName = new Map(
  Object.entries(NAMES).flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);

/** Returns the member that a header means, or undefined: case, blanks and signs do not count. */
export function columnOf(header: string): string | undefined {
  const folded = header
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll(/[^a-z0-9]/g, '');
  return byName.get(folded);
}

/** Returns the member of each column of a header; the first of two that mean the same. Throws `BacktestInputError`. */
export function columnsOf(headers: readonly string[]): (string | undefined)[] {
  const used = new Set<string>();
  const columns = headers.map((header) => {
    const column = columnOf(header);
    if (column === undefined || used.has(column)) return undefined;
    used.add(column);
    return column;
  });
  requireColumns(used, headers);
  return columns;
}

/** Throws `BacktestInputError` where a file lacks what no alert can be played without. */
export function requireColumns(used: ReadonlySet<string>, headers: readonly string[]): void {
  const missing = ['Title', 'Created'].filter((name) => !used.has(name));
  const hasDevice = ['AgentId', 'DeviceGuid', 'DeviceName'].some((name) => used.has(name));
  if (!hasDevice) missing.push('AgentId, DeviceGuid or DeviceName');
  if (missing.length === 0) return;
  const found = headers
    .map((header) => header.trim().slice(0, 40))
    .join(', ')
    .slice(0, 400);
  throw new BacktestInputError(
    `The file has no column ${missing.join(' and no column ')}. Its columns are: ${found}. docs/backtest.md lists the names that are understood.`,
  );
}
