import { inspect } from 'node:util';

/**
 * What the worker makes of anything a handler throws: strings keep their text, objects become JSON.
 */
export function errorOf(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  if (typeof thrown === 'string') return new Error(thrown);
  try {
    return new Error(JSON.stringify(thrown) ?? String(thrown));
  } catch {
    return new Error(inspect(thrown));
  }
}

/** HResult of System.Exception. */
const COR_E_EXCEPTION = -2146233088;

/**
 * `Reason` of a failed activity. The two spaces are the real host's: an empty exception type stands
 * between them.
 */
export function activityFailureReason(name: string, error: Error): string {
  return `Activity function '${name}' failed:  ${error.message}`;
}

/**
 * `Details` of a failed activity: the .NET exception that wraps what the worker reported,
 * serialised.
 */
export function activityFailureDetails(error: Error): string {
  const stack = error.stack ?? `${error.name}: ${error.message}`;
  return JSON.stringify({
    $type: 'System.Exception, System.Private.CoreLib',
    ClassName: 'System.Exception',
    Message: ` ${error.message}`,
    Data: null,
    InnerException: {
      $type: 'Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script',
      IsUserException: false,
      RemoteStackTrace: stack,
      RemoteMessage: error.message,
      RemoteTypeName: null,
      Message: `Result: Failure\nType: \nException: ${error.message}\nStack: ${stack}`,
      Data: { $type: 'System.Collections.ListDictionaryInternal, System.Private.CoreLib' },
      InnerException: null,
      HelpLink: null,
      Source: 'System.Private.CoreLib',
      HResult: COR_E_EXCEPTION,
      StackTrace: '   at the embedded host',
    },
    HelpURL: null,
    StackTraceString: null,
    RemoteStackTraceString: null,
    RemoteStackIndex: 0,
    ExceptionMethod: null,
    HResult: COR_E_EXCEPTION,
    Source: null,
    WatsonBuckets: null,
  });
}

/** `Details` of a failed sub-orchestration as the parent's history carries it. */
export function orchestrationFailureDetails(error: string): string {
  return `Message: ${error}, StackTrace:    at the embedded host`;
}
