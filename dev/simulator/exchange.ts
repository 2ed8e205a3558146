import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../shared/clock.ts';
import type { Fault } from './faults.ts';
import type { Reply } from './vendor.ts';

/** The body of a request, parsed. */
export interface ReadBody {
  readonly body: unknown;
  readonly malformed: boolean;
}

/** Reads JSON or a form (older clients post forms). Rejects when the client goes away meanwhile. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return { body: undefined, malformed: false };
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return { body: Object.fromEntries(new URLSearchParams(text)), malformed: false };
  try {
    return { body: JSON.parse(text) as unknown, malformed: false };
  } catch {
    return { body: undefined, malformed: true };
  }
}

/** Cuts the connection; the client gets a reset. */
export function cut(response: ServerResponse): void {
  response.req.socket.resetAndDestroy();
}

/** An answer of a status fault. */
export function faultReply(fault: Extract<Fault, { kind: 'status' }>, now: number): Reply {
  const headers: Record<string, string> = {};
  if (fault.retryAfter !== undefined) {
    const asDate = fault.retryAfterForm === 'date' && typeof fault.retryAfter === 'number';
    headers['Retry-After'] = asDate
      ? new Date(now + Number(fault.retryAfter) * 1_000).toUTCString()
      : String(fault.retryAfter);
  }
  const html = fault.body === 'html' || (fault.body === undefined && [502, 503, 504].includes(fault.status));
  return html ? htmlReply(fault.status, headers) : { status: fault.status, headers };
}

/** A page as gateways and IIS send it. */
export function htmlReply(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=us-ascii' },
    text: `<!DOCTYPE html><html><head><title>Error ${status}</title></head><body><h2>Error ${status}</h2></body></html>`,
  };
}

/** Spoils an answer as the body faults say. */
export function spoil(reply: Reply, faults: readonly Fault[]): Reply {
  let spoilt = reply;
  for (const fault of faults) {
    if (fault.kind === 'content-type')
      spoilt = { ...spoilt, headers: { ...spoilt.headers, 'Content-Type': fault.contentType } };
    if (fault.kind === 'body') spoilt = spoilBody(spoilt, fault.body);
  }
  return spoilt;
}

function spoilBody(reply: Reply, how: 'malformed' | 'truncated' | 'html' | 'empty'): Reply {
  const { json: _, text: __, ...bare } = reply;
  const whole = encode(reply);
  if (how === 'empty') return bare;
  if (how === 'html') return { ...htmlReply(200), status: reply.status };
  const text = how === 'malformed' ? `${whole.slice(0, -1)},,` : whole.slice(0, Math.ceil(whole.length / 2));
  return { ...bare, headers: { ...bare.headers, 'Content-Type': contentType(reply) }, text };
}

/**
 * Sends an answer with its length, dated by the injected clock. `slowMs` holds back the second half
 * of the body; with `cutBody` the connection ends there instead.
 */
export async function send(
  response: ServerResponse,
  reply: Reply,
  clock: Clock,
  options: { readonly slowMs?: number; readonly cutBody?: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const body = Buffer.from(encode(reply));
  const hasBody = reply.status !== 204;
  response.sendDate = false;
  response.writeHead(reply.status, {
    Date: new Date(clock.now()).toUTCString(),
    ...(body.length > 0 ? { 'Content-Type': contentType(reply) } : {}),
    ...reply.headers,
    ...(hasBody ? { 'Content-Length': body.length } : {}),
  });
  if (options.slowMs === undefined && !options.cutBody) {
    response.end(hasBody ? body : undefined);
    return;
  }
  const half = Math.ceil(body.length / 2);
  await new Promise<void>((resolve) => response.write(body.subarray(0, half), () => resolve()));
  if (options.cutBody) return void response.req.socket.destroy();
  await clock.sleep(options.slowMs ?? 0, options.signal);
  response.end(body.subarray(half));
}

function encode(reply: Reply): string {
  return reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
}

function contentType(reply: Reply): string {
  return reply.headers?.['Content-Type'] ?? 'application/json; charset=utf-8';
}
