/**
 * Where a vendor's key comes from. Clients ask before every request and report when the vendor
 * rejects a key.
 */
export interface ApiKeySource {
  /** The key to use now. Throws `SecretError` when none can be obtained. */
  current(): Promise<string>;
  /**
   * When the vault says that this key ends (epoch ms), as of the last time it was read. Absent for
   * a source that does not know.
   */
  expiresAt?(): number | undefined;
  /**
   * Checks once for a newer key after the vendor answered 401 to `rejectedKey`; callers that come
   * together share the check. `changed` = there is another key now, so a retry can help. Never
   * throws.
   */
  refreshAfterRejection(rejectedKey: string): Promise<{ readonly changed: boolean }>;
}

/** Returns a key that never changes: from a setting, for development without a vault. */
export function fixedApiKey(key: string): ApiKeySource {
  return { current: async () => key, refreshAfterRejection: async () => ({ changed: false }) };
}
