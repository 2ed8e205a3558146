/** OpenTelemetry's `ExportResultCode.SUCCESS`. */
const SUCCESS = 0;

/** What sends metrics, or spans. */
interface Exporter<T> {
  export(what: T, done: (result: { readonly code: number; readonly error?: Error }) => void): void;
}

type OnFailure = (error: unknown) => void;

/** Hears the first failure alone. */
export function firstOnly(onFailure: OnFailure): OnFailure {
  let isReported = false;
  return (error) => {
    if (isReported) return;
    isReported = true;
    onFailure(error);
  };
}

/**
 * The same exporter, whose failures are reported: OpenTelemetry itself is silent, and a wrong
 * address would go unnoticed.
 */
export function reportingFailure<T, E extends Exporter<T>>(exporter: E & Exporter<T>, onFailure: OnFailure): E {
  const send = exporter.export.bind(exporter);
  exporter.export = (what, done) =>
    send(what, (result) => {
      if (result.code !== SUCCESS) onFailure(result.error);
      done(result);
    });
  return exporter;
}

/**
 * A policy for the requests of the exporter for Application Insights, which reports a refusal or a
 * connection that fails: that exporter calls an export successful that it means to try again, and
 * it would retry indefinitely what it has no role for.
 */
export function refusalPolicy(onFailure: OnFailure) {
  return {
    name: 'rmmRefusals',
    async sendRequest<Q, A extends { readonly status: number }>(
      request: Q,
      next: (request: Q) => Promise<A>,
    ): Promise<A> {
      try {
        const answer = await next(request);
        if (answer.status >= 400) onFailure(new Error('refused'));
        return answer;
      } catch (error) {
        onFailure(error);
        throw error;
      }
    },
  };
}
