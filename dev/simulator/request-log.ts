/** One request as it came in. Never holds headers: they carry the key. */
export interface LoggedRequest {
  readonly vendor: string;
  readonly method: string;
  /**
   * Template below the vendor's prefix, for instance `/alerts/{alertId}`; undefined for an unknown
   * path.
   */
  readonly template: string | undefined;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Epoch ms on the injected clock at arrival. */
  readonly at: number;
  /** Parsed body, once it is read. */
  body?: unknown;
  /** Status of the answer; undefined while it is open and when the connection was cut instead. */
  status?: number;
}

/** Requests in order of arrival. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];
  readonly unknown: LoggedRequest[] = [];
  readonly #arrivals = new Map<string, number[]>();
  readonly #keep: number;

  /**
   * Keeps the last `keep` entries; arrival times are all kept, so the peak is right however long it
   * runs.
   */
  constructor(keep: number) {
    this.#keep = keep;
  }

  /** `known` = some route answers it. */
  add(entry: LoggedRequest, known: boolean): void {
    this.entries.push(entry);
    if (this.entries.length > this.#keep) this.entries.shift();
    if (!known) this.unknown.push(entry);
    const arrivals = this.#arrivals.get(entry.vendor) ?? [];
    arrivals.push(entry.at);
    this.#arrivals.set(entry.vendor, arrivals);
  }

  /** Entries of one operation, for instance `POST /tickets` or `DELETE /alerts/{alertId}`. */
  of(operation: string): LoggedRequest[] {
    return this.entries.filter(({ method, template }) => `${method} ${template}` === operation);
  }

  /** The most requests of a vendor in any window [x, x + windowMs], both ends included. */
  peak(vendor: string, windowMs: number): number {
    return peakInWindow(this.#arrivals.get(vendor) ?? [], windowMs);
  }
}

/** The most of the (ascending) times in any window [x, x + windowMs], both ends included. */
export function peakInWindow(times: readonly number[], windowMs: number): number {
  let peak = 0;
  let first = 0;
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) < time - windowMs) first++;
    peak = Math.max(peak, index - first + 1);
  }
  return peak;
}
