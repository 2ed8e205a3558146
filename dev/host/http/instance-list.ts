import type { Management } from '../client/management.ts';
import { statusJson } from '../client/status-view.ts';
import type { InstanceRecord } from '../engine/types.ts';
import { type HostRequest, type HostResponse, jsonResponse } from './exchange.ts';

const STATUSES = ['Pending', 'Running', 'Completed', 'Failed', 'Terminated', 'Suspended'];
const PAGE_SIZE = 100;
const TOKEN_HEADER = 'x-ms-continuation-token';

/**
 * `GET /instances`: filters by status, creation time and id prefix; pages by a token in the header.
 */
export function listInstances(management: Management, { query, headers }: HostRequest): HostResponse {
  const showInput = query.get('showInput')?.toLowerCase() !== 'false';
  const from = Buffer.from(headers[TOKEN_HEADER] ?? '', 'base64').toString('utf8');
  const top = Number(query.get('top'));
  const size = Number.isInteger(top) && top > 0 ? top : PAGE_SIZE;
  const found = management.list(filterOf(query)).filter((instance) => instance.record.instanceId >= from);
  const next = found[size]?.record.instanceId;
  const body = `[${found
    .slice(0, size)
    .map((instance) => statusJson(instance, { showInput }))
    .join(',')}]`;
  return jsonResponse(200, body, { [TOKEN_HEADER]: next === undefined ? '' : Buffer.from(next).toString('base64') });
}

/** `DELETE /instances`: createdTimeFrom is required; every match goes, whatever its status. */
export function purgeInstances(management: Management, query: URLSearchParams): HostResponse {
  if (time(query.get('createdTimeFrom')) === undefined) {
    return jsonResponse(400, JSON.stringify("Please provide value for 'createdTimeFrom' parameter."));
  }
  // Asked for Running, the real host deletes everything in the time range, whatever its status.
  if (/\brunning\b/i.test(query.get('runtimeStatus') ?? '')) query.delete('runtimeStatus');
  const count = management.purgeWhere(filterOf(query));
  return count === 0 ? { status: 404 } : jsonResponse(200, JSON.stringify({ instancesDeleted: count }));
}

/** Unknown statuses and dates are ignored, as the real host does. */
function filterOf(query: URLSearchParams): (record: InstanceRecord) => boolean {
  const wanted = (query.get('runtimeStatus') ?? '').toLowerCase().split(',');
  const statuses = STATUSES.filter((status) => wanted.includes(status.toLowerCase()));
  const from = time(query.get('createdTimeFrom')) ?? Number.NEGATIVE_INFINITY;
  const to = time(query.get('createdTimeTo')) ?? Number.POSITIVE_INFINITY;
  const prefix = query.get('instanceIdPrefix') ?? '';
  return (record) =>
    (statuses.length === 0 || statuses.includes(record.status)) &&
    record.createdAt >= from &&
    record.createdAt <= to &&
    record.instanceId.startsWith(prefix);
}

function time(text: string | null): number | undefined {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}
