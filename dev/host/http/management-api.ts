import type { Management } from '../client/management.ts';
import { statusJson } from '../client/status-view.ts';
import type { Clock } from '../clock.ts';
import type { FunctionTable } from '../functions/function-table.ts';
import { entityRoute } from './entity-api.ts';
import { type HostRequest, type HostResponse, jsonResponse } from './exchange.ts';
import { listInstances, purgeInstances } from './instance-list.ts';
import { instanceLinks, type LinkOptions } from './links.ts';

export interface ApiContext {
  management: Management;
  clock: Clock;
  functions: FunctionTable;
  links: LinkOptions;
}

const NOT_FOUND: HostResponse = { status: 404 };

/**
 * The management API under one of its two prefixes: the RPC address of the SDK, or the public
 * webhooks.
 */
export async function managementApi(context: ApiContext, request: HostRequest, prefix: string): Promise<HostResponse> {
  let parts: string[];
  try {
    // The real router takes a backslash for a slash.
    parts = request.path
      .slice(prefix.length)
      .split('/')
      .map(decodeURIComponent)
      .flatMap((part) => part.split('\\'));
  } catch {
    return { status: 400 };
  }
  const [collection, ...rest] = parts.filter((part) => part !== '');
  if (collection === 'orchestrators' && request.method === 'POST') return startRoute(context, request, rest);
  if (collection === 'instances') return instanceRoute(context, request, rest);
  if (collection === 'entities') return entityRoute(context, request, rest);
  return NOT_FOUND;
}

async function startRoute(context: ApiContext, request: HostRequest, parts: string[]): Promise<HostResponse> {
  const [name, instanceId] = parts;
  if (name === undefined || parts.length > 2) return NOT_FOUND;
  const text = request.body.toString('utf8');
  let input: string | null = null;
  if (text.trim() !== '') {
    try {
      input = JSON.stringify(JSON.parse(text));
    } catch {
      return badStartBody(text);
    }
  }
  const version = request.query.get('version');
  const result = context.management.start(name, {
    input,
    ...(instanceId === undefined ? {} : { instanceId }),
    ...(version === null ? {} : { version }),
  });
  if (!result.started) {
    return jsonResponse(
      409,
      JSON.stringify({ Message: `An Orchestration instance with the status ${result.status} already exists.` }),
    );
  }
  const waited = await waitForEnd(context, result.instanceId, request.query);
  if (waited) return waited;
  const links = instanceLinks(request.origin, result.instanceId, context.links);
  return jsonResponse(202, JSON.stringify(links), { location: links.statusQueryGetUri, 'retry-after': '10' });
}

/** `timeout` and `pollingInterval` (seconds): the output if it ends in time. */
async function waitForEnd(
  context: ApiContext,
  instanceId: string,
  query: URLSearchParams,
): Promise<HostResponse | undefined> {
  const timeout = Number(query.get('timeout') ?? Number.NaN);
  if (!(timeout > 0)) return undefined;
  const interval = Math.max(0.1, Number(query.get('pollingInterval') ?? 1));
  for (let waited = 0; waited < timeout; waited += interval) {
    await context.clock.sleep(interval * 1000);
    const record = context.management.find(instanceId)?.record;
    if (record?.status === 'Completed') return jsonResponse(200, record.output ?? 'null');
  }
  return undefined;
}

function instanceRoute(context: ApiContext, request: HostRequest, parts: string[]): HostResponse {
  const [instanceId, operation, argument] = parts;
  const { method, query } = request;
  if (instanceId === undefined) {
    if (method === 'GET') return listInstances(context.management, request);
    return method === 'DELETE' ? purgeInstances(context.management, query) : NOT_FOUND;
  }
  if (operation === undefined) {
    if (method === 'GET') return statusRoute(context, request, instanceId);
    return method === 'DELETE' ? purgeRoute(context.management, instanceId) : NOT_FOUND;
  }
  if (method !== 'POST') return NOT_FOUND;
  const reason = query.get('reason') ?? '';
  switch (operation.toLowerCase()) {
    case 'raiseevent':
      return raiseEventRoute(context.management, request, instanceId, argument ?? '');
    case 'terminate':
      return delivered(context.management.terminate(instanceId, reason));
    case 'suspend':
      return delivered(
        context.management.suspend(instanceId, reason),
        `suspend the orchestration instance ${instanceId}`,
      );
    case 'resume':
      return delivered(
        context.management.resume(instanceId, reason),
        `resume the orchestration instance ${instanceId}`,
      );
    case 'rewind':
    case 'restart':
      return unsupported(context.management, operation.toLowerCase(), instanceId);
    default:
      return NOT_FOUND;
  }
}

/** Rewind and restart are left out; what they refuse, they refuse as the real host does. */
function unsupported(management: Management, operation: string, instanceId: string): HostResponse {
  const status = management.find(instanceId)?.record.status;
  if (operation === 'restart') {
    if (status) return jsonResponse(501, JSON.stringify('The embedded host does not restart instances.'));
    const text = `No instance with ID '${instanceId}' was found. (Parameter 'instanceId')`;
    return problem(400, 'InstanceId does not match a valid orchestration instance.', text, 'System.ArgumentException');
  }
  if (!status) return jsonResponse(404, JSON.stringify(`No orchestration with instance ID "$${instanceId}" found.`));
  if (status === 'Failed') return jsonResponse(501, JSON.stringify('The embedded host does not rewind instances.'));
  const text = `This orchestration has status ${status}, but only orchestrations in the "Failed" state can be rewound.`;
  return jsonResponse(412, JSON.stringify(text));
}

function statusRoute({ management }: ApiContext, request: HostRequest, instanceId: string): HostResponse {
  const instance = management.find(instanceId);
  if (!instance) return NOT_FOUND;
  const { query } = request;
  const isTrue = (name: string) => query.get(name)?.toLowerCase() === 'true';
  let body: string;
  try {
    body = statusJson(instance, {
      showInput: query.get('showInput')?.toLowerCase() !== 'false',
      showHistory: isTrue('showHistory'),
      showHistoryOutput: isTrue('showHistoryOutput'),
    });
  } catch (error) {
    if (error instanceof RangeError)
      return problem(
        400,
        'One or more of the arguments submitted is incorrect',
        error.message,
        'System.ArgumentException',
      );
    throw error;
  }
  const { status } = instance.record;
  if (status === 'Failed' && isTrue('returnInternalServerErrorOnFailure')) return jsonResponse(500, body);
  if (status === 'Completed' || status === 'Failed' || status === 'Terminated') return jsonResponse(200, body);
  return jsonResponse(202, body, { location: `${request.origin}${request.path}${request.search}`, 'retry-after': '5' });
}

function raiseEventRoute(management: Management, request: HostRequest, instanceId: string, name: string): HostResponse {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^(application\/json|text\/json)/i.test(type)) {
    return jsonResponse(400, JSON.stringify({ Message: 'Only application/json request content is supported' }));
  }
  const text = request.body.toString('utf8');
  let input: string;
  try {
    input = JSON.stringify(JSON.parse(text));
  } catch {
    const message =
      text.trim() === '' ? "Error reading JToken from JsonReader. Path '', line 0, position 0." : jsonErrorText(text);
    return problem(400, 'Invalid JSON content', message, 'Newtonsoft.Json.JsonReaderException');
  }
  return delivered(management.raiseEvent(instanceId, name, input));
}

function purgeRoute(management: Management, instanceId: string): HostResponse {
  const result = management.purge(instanceId);
  if (result === 'unknown') return NOT_FOUND;
  if (result === 'purged') return jsonResponse(200, '{"instancesDeleted":1}');
  const text = `Only orchestrations in a terminal state can be purged, but the orchestration with instance ID ${instanceId} has status ${result.status}`;
  return jsonResponse(412, JSON.stringify(text));
}

function delivered(result: ReturnType<Management['suspend']>, action = ''): HostResponse {
  if (result === 'accepted') return { status: 202 };
  if (result === 'finished') return { status: 410 };
  if (result === 'unknown') return NOT_FOUND;
  const text = `Cannot ${action} because instance is in the ${result.refused} state.`;
  return problem(500, 'Something went wrong while processing your request', text, 'System.InvalidOperationException');
}

function badStartBody(text: string): HostResponse {
  if (/^\s*[[{]/.test(text)) {
    const message = `Unexpected end when deserializing object. ${position(text)}`;
    return problem(
      500,
      'Something went wrong while processing your request',
      message,
      'Newtonsoft.Json.JsonSerializationException',
    );
  }
  const message = `Unexpected character encountered while parsing value: ${text.trim()[0]}. Path '', line 0, position 0.`;
  return problem(400, 'Invalid JSON content', message, 'Newtonsoft.Json.JsonReaderException');
}

function jsonErrorText(text: string): string {
  return `Unexpected end of content while loading JObject. ${position(text)}`;
}

/** Where Newtonsoft says a truncated object ended; its path is the last property read. */
function position(text: string): string {
  const path = /"([^"]+)"\s*:\s*$/.exec(text)?.[1] ?? '';
  return `Path '${path}', line 1, position ${text.length}.`;
}

function problem(status: number, message: string, exceptionMessage: string, type: string): HostResponse {
  const body = {
    Message: message,
    ExceptionMessage: exceptionMessage,
    ExceptionType: type,
    StackTrace: '   at the embedded host',
  };
  return jsonResponse(status, JSON.stringify(body));
}
