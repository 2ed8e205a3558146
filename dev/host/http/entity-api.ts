import { parseEntityId } from '../engine/entities/entity-messages.ts';
import { timestamp } from '../engine/replay/history.ts';
import { type HostRequest, type HostResponse, jsonResponse } from './exchange.ts';
import type { ApiContext } from './management-api.ts';

/** `/entities/{name}/{key}`: read, signal and delete one entity, or list those there are. */
export function entityRoute(context: ApiContext, request: HostRequest, [name, key]: string[]): HostResponse {
  const { management } = context;
  if (key === undefined) return request.method === 'GET' ? listEntities(context, request.query, name) : { status: 404 };
  if (name === undefined) return { status: 404 };
  if (request.method === 'GET') {
    const state = management.entityState(name, key);
    return state === undefined ? { status: 404 } : jsonResponse(200, state);
  }
  if (request.method === 'DELETE')
    return management.signalEntity(name, key, 'delete', '""') ? { status: 202 } : unknownEntity(context, name);
  if (request.method !== 'POST') return { status: 404 };
  const operation = request.query.get('op') ?? '';
  return management.signalEntity(name, key, operation, signalInput(request))
    ? { status: 202 }
    : unknownEntity(context, name);
}

/** JSON stays as it is, any other content becomes a JSON string. */
function signalInput({ body, headers }: HostRequest): string | null {
  const text = body.toString('utf8');
  if (text === '') return null;
  const isJson = /^(application\/json|text\/json)/i.test(headers['content-type'] ?? 'application/json');
  return isJson ? text : JSON.stringify(text);
}

function unknownEntity({ functions }: ApiContext, name: string): HostResponse {
  const known = functions.all('entity').map((fn) => `'${fn.name}'`);
  const info =
    known.length > 0
      ? `The following are the known entity functions: ${known.join(', ')}.`
      : 'No entity functions are currently registered!';
  const text = `The function '${name.toLowerCase()}' doesn't exist, is disabled, or is not an entity function. Additional info: ${info}`;
  return jsonResponse(400, JSON.stringify({ Message: text }));
}

function listEntities({ management }: ApiContext, query: URLSearchParams, name: string | undefined): HostResponse {
  const fetchState = query.get('fetchState')?.toLowerCase() === 'true';
  const entries = management
    .list((record) => record.entity?.exists === true)
    .map(({ record }) => ({ id: parseEntityId(record.instanceId), record }))
    .filter(({ id }) => name === undefined || id?.name.toLowerCase() === name.toLowerCase())
    .map(({ id, record }) => ({
      entityId: id,
      lastOperationTime: timestamp(record.updatedAt),
      state: fetchState ? (JSON.parse(record.entity?.state ?? 'null') as unknown) : null,
    }));
  return jsonResponse(200, JSON.stringify(entries));
}
