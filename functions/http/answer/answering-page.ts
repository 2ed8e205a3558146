import type { HttpResponseInit } from '@azure/functions';
import type { LogEvent } from '../../../orchestrations/runtime/deps.ts';
import { UnreadableConditionError } from '../../../shared/storage/conditions/conditions.ts';
import type { HttpHandler } from '../parts/answering.ts';
import { PAGE_HEADERS, type PageCode, simplePage } from './page.ts';

/**
 * Returns the handler with a page as the answer to whatever it throws, and with an answer to the
 * methods that do nothing. The text of an error is not logged where it may hold the address: only
 * its kind is.
 */
export function answeringPage(log: LogEvent, handler: HttpHandler): HttpHandler {
  return async (request, context) => {
    if (request.method === 'HEAD') return { status: 200, headers: PAGE_HEADERS };
    if (request.method === 'OPTIONS')
      return { status: 204, headers: { ...PAGE_HEADERS, allow: 'GET, HEAD, OPTIONS, POST' } };
    try {
      return await handler(request, context);
    } catch (error) {
      return failed(log, context.functionName, error);
    }
  };
}

function failed(log: LogEvent, functionName: string, error: unknown): HttpResponseInit {
  const code: PageCode = error instanceof UnreadableConditionError ? 'bad-record' : 'failed';
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: '' };
  if (code === 'failed')
    log('http-failed', { function: functionName, error: name, message: withoutLinks(message).slice(0, 500) });
  // Which customer's language is not known here, nor whether the policy can be read.
  return simplePage(code, 'en');
}

/** An error of a library may name the address it was given. */
function withoutLinks(text: string): string {
  return text.replaceAll(/1~[\w-]{8}~\S+/g, '[link]').replaceAll(/\?\S+/g, '?…');
}
