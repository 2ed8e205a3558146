import type { MonitoredDevice } from '../../../shared/atera/monitored-device-schema.ts';
import { type Lease, type LeaseSession, LeaseSpentError } from '../../../shared/budget/lease.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { NETWORK_KINDS, type NetworkKind } from '../../../shared/domain/devices/network-kind.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import { toFailure } from '../../../shared/errors.ts';
import { isUnreadable } from '../../../shared/http/rows.ts';
import { networkDevice } from '../../../shared/playbooks/network-device/definition.ts';
import type { MonitoredDeviceRow } from '../../../shared/storage/directory/monitored-devices.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

type Deps = Pick<ActivityDeps, 'atera' | 'alerts' | 'monitored' | 'runLeased' | 'log'>;

/** Where the lists stand: a kind, a page of it, and what failed so far. */
export interface ListsCursor {
  readonly kind: number;
  readonly page: number;
  readonly failed: readonly string[];
}

/** The first page of the first kind. */
export const LISTS_START: ListsCursor = { kind: 0, page: 1, failed: [] };

interface Input {
  readonly lease: Lease;
  readonly startedAt: number;
  readonly cursor: ListsCursor;
  /** True for the last lease of this refresh: what is not read then is not listed. */
  readonly isLast: boolean;
}

/** Where to continue; absent when the lists are done, or need not be read now. */
export interface ListsRead {
  readonly next?: ListsCursor;
}

/**
 * Reads the lists of devices without an agent, 50 to a request, and keeps what finds a device by
 * the GUID of its alerts: once a day, and with each refresh while one of their alerts is open. A
 * kind whose list fails is skipped; a key without the right for them ends it. Idempotent.
 */
export function makeListMonitored(deps: Deps) {
  return ({ lease, startedAt, cursor: start, isLast }: Input): Promise<Leased<ListsRead>> =>
    deps.runLeased(lease, async (session) => {
      if (isStart(start) && !(await isDue(deps, startedAt))) return {};
      let cursor = start;
      try {
        while (cursor.kind < NETWORK_KINDS.length) cursor = await readPage(deps, session, cursor, startedAt);
      } catch (error) {
        if (!(error instanceof LeaseSpentError)) return await refused(deps, error, startedAt);
        if (cursor === start) throw error;
        if (!isLast) return { next: cursor };
        cursor = { ...cursor, failed: [...cursor.failed, 'there are more of them than are listed at a time'] };
      }
      await finish(deps, cursor, startedAt);
      return {};
    });
}

function isStart({ kind, page }: ListsCursor): boolean {
  return kind === 0 && page === 1;
}

async function isDue({ alerts, monitored }: Deps, now: number): Promise<boolean> {
  const last = await monitored.listing();
  if (!last || now - last.triedAt >= DAY_MS) return true;
  for await (const { closedAt } of alerts.openOf(networkDevice.name)) if (closedAt === undefined) return true;
  return false;
}

async function readPage(
  { atera, monitored }: Deps,
  session: LeaseSession,
  { kind: index, page: number, failed }: ListsCursor,
  listedAt: number,
): Promise<ListsCursor> {
  const kind = NETWORK_KINDS[index] ?? 'snmp';
  const nextKind = { kind: index + 1, page: 1 };
  try {
    const page = await atera.listNetworkDevices(session, kind, number);
    await monitored.save(page.rows.flatMap((row) => (isUnreadable(row) ? [] : rowsOf(row, listedAt))));
    const isEnd = number >= page.totalPages || page.rawCount === 0;
    return { ...(isEnd ? nextKind : { kind: index, page: number + 1 }), failed };
  } catch (error) {
    const { code, message } = toFailure(error);
    if (error instanceof LeaseSpentError || PASSED_ON.has(code)) throw error;
    return { ...nextKind, failed: [...failed, failedText(kind, message)] };
  }
}

/**
 * What is no matter of one list: the limit, which the ledger must learn of, and a key that may read
 * none.
 */
const PASSED_ON: ReadonlySet<string> = new Set([
  'vendor_rate_limited',
  'vendor_forbidden',
  'vendor_rejected_credentials',
]);

function failedText(kind: NetworkKind, message: string): string {
  return `${kind}: ${message}`;
}

function rowsOf({ deviceGuid, kind, id, name, customerId, monitoringAgentId }: MonitoredDevice, listedAt: number) {
  if (deviceGuid === undefined) return [];
  const row: MonitoredDeviceRow = { deviceGuid, kind, id, name, customerId, monitoringAgentId, listedAt };
  return [row];
}

async function refused({ monitored, log }: Deps, error: unknown, triedAt: number): Promise<ListsRead> {
  const { code, message } = toFailure(error);
  if (code !== 'vendor_forbidden') throw error;
  const { readAt } = (await monitored.listing()) ?? {};
  await monitored.saveListing({ triedAt, failed: message, isRefused: true, ...(readAt !== undefined && { readAt }) });
  log('monitored-devices-refused', { reason: message });
  return {};
}

/** Nothing is forgotten unless every list was read to its end. */
async function finish({ monitored, log }: Deps, { failed }: ListsCursor, triedAt: number): Promise<void> {
  const { readAt } = (await monitored.listing()) ?? {};
  if (failed.length === 0) {
    await monitored.forgetBefore(triedAt);
    await monitored.saveListing({ triedAt, readAt: triedAt });
    return;
  }
  const reason = failed.join('; ').slice(0, 500);
  await monitored.saveListing({ triedAt, failed: reason, ...(readAt !== undefined && { readAt }) });
  log('monitored-devices-not-listed', { reason });
}
