import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { LogEvent } from '../../../orchestrations/runtime/deps.ts';
import { UnreadableConditionError } from '../../../shared/storage/conditions/conditions.ts';
import { problem } from './problem.ts';

/** A handler of an HTTP route. */
export type HttpHandler = (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>;

/** The row's keys and columns are the app's own; their contents are not shown. */
function unreadable({ message }: UnreadableConditionError): HttpResponseInit {
  const what = `What the app keeps of this cannot be read (${message}), so it can be neither shown nor changed, and nothing new is begun about it.`;
  return problem(
    409,
    'Record unreadable',
    `${what} Correct what is named there (docs/storage.md says what the columns hold), then send the same request again.`,
  );
}

/**
 * Returns the handler with a problem as the answer to whatever it throws: the host itself would
 * answer 500 with an empty body. The text of the error goes to the log only, because it may name
 * addresses of the storage.
 */
export function answering(log: LogEvent, handler: HttpHandler): HttpHandler {
  return async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      if (error instanceof UnreadableConditionError) return unreadable(error);
      const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
      log('http-failed', { function: context.functionName, error: name, message: message.slice(0, 500) });
      return problem(
        500,
        'Internal error',
        'The request could not be answered; the log of the app says why. Try again.',
      );
    }
  };
}
