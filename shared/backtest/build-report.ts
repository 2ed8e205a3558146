import { isPlaybook, playbookNamed } from '../playbooks/index.ts';
import { customerPolicy } from '../policy/customer.ts';
import type { Language } from '../texts/language.ts';
import { notesOf, type ReadFacts } from './notes.ts';
import type { PlayWorld } from './playing/occurrence-play.ts';
import type { Played, Written } from './playing/played.ts';
import type { PastRow } from './reading/past-row.ts';
import type { BacktestReport } from './report.ts';
import { nothing, Tally } from './tally.ts';
import { timesOf } from './times.ts';

/** As many rows of a table as a person reads. */
const MOST = 15;

interface Given {
  readonly rows: readonly PastRow[];
  readonly played: Played;
  readonly world: PlayWorld;
  readonly read: ReadFacts;
  readonly language: Language;
}

/** Returns the report of a play: every figure counted from it, none estimated. */
export function buildReport({ rows, played, world, read, language }: Given): BacktestReport {
  const { from, until, policy, devices } = world;
  const { timeZone } = customerPolicy(policy, undefined, devices.accountTimeZone);
  const groups = groupsOf(rows, played);
  const customers = namesOf(rows);
  const iso = (at: number) => new Date(at).toISOString();
  return {
    version: 1,
    language,
    from: iso(from),
    until: iso(until),
    timeZone,
    source: read.source,
    total: {
      ...groups.total,
      leftAlone: rows.length - groups.total.takenUp,
      siteTickets: played.written.filter(({ kind }) => kind === 'site').length,
      ticketsThen: new Set(rows.flatMap(({ ticketId }) => ticketId ?? [])).size,
      openNow: rows.filter(({ isOpen }) => isOpen).length,
    },
    ends: endsOf(played),
    playbooks: groups.playbooks
      .top(MOST)
      .map(({ name, entry }) => ({ ...entry, playbook: name, label: labelOf(name, language) })),
    customers: groups.customers
      .top(MOST)
      .map(({ name, entry }) => ({ ...entry, customer: customers.get(name) ?? name })),
    devices: groups.devices.top(MOST).map(({ entry: { titles, ...entry } }) => ({
      ...entry,
      title: titles.top(1)[0]?.name ?? '',
    })),
    notTaken: groups.notTaken.top(MOST).map(({ entry, count }) => ({ ...entry, alerts: count })),
    sites: played.sites.map(({ customerId, since, endedAt, quiet, of }) => ({
      customer: customers.get(String(customerId)) ?? String(customerId),
      ...{ since: iso(since), until: endedAt === undefined ? null : iso(endedAt), quiet, of },
    })),
    suspicions: played.suspicions,
    ...timesOf(rows, played.written, { from, until, timeZone, zoneOf: zones(world) }),
    notes: notesOf(rows, { read, world, played }),
  };
}

function groupsOf(rows: readonly PastRow[], { ends, written }: Played) {
  const total = nothing();
  const playbooks = new Tally(nothing);
  const customers = new Tally(nothing);
  const devices = new Tally(() => ({ ...nothing(), device: '', customer: '', titles: new Tally(() => ({})) }));
  const notTaken = new Tally(() => ({ title: '', reason: '' }));
  for (const row of rows) {
    const isTaken = row.code === 'queued';
    const device = devices.of(deviceOf(row));
    device.device ||= row.deviceName || row.deviceKey || '?';
    device.customer ||= row.customerName ?? '';
    device.titles.of(row.title);
    const counted = [total, customers.of(String(row.customerId ?? '?')), device];
    if (isTaken) counted.push(playbooks.of(row.playbook));
    for (const figures of counted) {
      figures.alerts++;
      if (isTaken) figures.takenUp++;
    }
    if (!isTaken)
      Object.assign(notTaken.of(`${row.code} ${row.title}`), { title: row.title, reason: row.reason ?? row.code });
  }
  const leading = new Map(
    rows.flatMap((row) => (isWritten(ends.get(row.id)?.verdict) ? [[row.id, row] as const] : [])),
  );
  for (const { kind, playbook, customerId } of written) {
    const figures = [total, playbooks.of(playbook, 0), customers.of(String(customerId ?? '?'), 0)];
    for (const one of figures) one[COUNTED[kind]]++;
  }
  for (const row of leading.values()) {
    const verdict = ends.get(row.id)?.verdict as Written['kind'];
    devices.of(deviceOf(row), 0)[COUNTED[verdict]]++;
  }
  return { total, playbooks, customers, devices, notTaken };
}

const COUNTED = { ticket: 'tickets', site: 'tickets', reopened: 'reopened', question: 'questions' } as const;

function isWritten(verdict: string | undefined): boolean {
  return verdict === 'ticket' || verdict === 'reopened' || verdict === 'question';
}

function deviceOf({ deviceKey, agentId, deviceGuid, deviceName, customerId }: PastRow): string {
  return deviceKey ?? (agentId === undefined ? (deviceGuid ?? `${customerId} ${deviceName}`) : `a${agentId}`);
}

function endsOf({ ends }: Played): BacktestReport['ends'] {
  const counts = new Tally(() => ({ verdict: '', because: '' }));
  for (const { verdict, because } of ends.values())
    Object.assign(counts.of(`${verdict} ${because}`), { verdict, because });
  return counts.top(100).map(({ entry, count }) => ({ ...entry, alerts: count }));
}

function namesOf(rows: readonly PastRow[]): Map<string, string> {
  return new Map(rows.map(({ customerId, customerName }) => [String(customerId), customerName || String(customerId)]));
}

function labelOf(name: string, language: Language): string {
  return isPlaybook(name) ? playbookNamed(name).label[language] : name;
}

function zones({ policy, devices }: PlayWorld): (customerId: number | undefined) => string {
  const known = new Map<number | undefined, string>();
  return (customerId) => {
    const zone = known.get(customerId) ?? customerPolicy(policy, customerId, devices.accountTimeZone).timeZone;
    known.set(customerId, zone);
    return zone;
  };
}
