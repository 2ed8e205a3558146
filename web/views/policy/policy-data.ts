/** One thing that changes. */
export interface Change {
  readonly field: string;
  readonly text: string;
  readonly widens: boolean;
}

/** One version of the stored policy. */
export interface Version {
  readonly version: number;
  readonly state: string;
  readonly at: string;
  /** Null for what came from the policy file. */
  readonly by: string | null;
  readonly reason: string | null;
  readonly of: number | null;
  readonly widens: boolean;
  readonly effectiveAt: string;
  readonly withdrawn: { readonly at: string; readonly by: string } | null;
}

/** The policy in force, as `GET /api/policy` shows it. */
export interface PolicyNow {
  readonly source: string;
  readonly etag: string;
  readonly inForce: Version | null;
  readonly document: unknown;
  readonly pending: (Version & { readonly changes: readonly Change[] }) | null;
  readonly problem: string | null;
}

/** What a document would change, as `POST /api/policy/check` says. */
export interface Check {
  readonly etag: string;
  readonly check: string;
  readonly widens: boolean;
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
}

/** A document as it is edited. */
export function written(document: unknown): string {
  return JSON.stringify(document, null, 2);
}

/** Returns what was written, or why it is no JSON object. */
export function parsed(text: string): { readonly document: object } | { readonly mistake: string } {
  try {
    const document: unknown = JSON.parse(text);
    const isObject = typeof document === 'object' && document !== null && !Array.isArray(document);
    return isObject ? { document } : { mistake: '' };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}
