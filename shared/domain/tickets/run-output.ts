/**
 * What a script printed last, fit for a person to read: secrets masked, without colours, a few
 * lines.
 */
export interface RunOutput {
  /** Oldest first; empty when it printed nothing. */
  readonly lines: readonly string[];
  /**
   * `none` = this is all. `shortened` = earlier lines or the ends of long ones were left out.
   * `unknown` = the vendor gave as much as was asked for, so that what the script printed last may
   * be missing: never say that it ended with these lines. `all` = what it printed is no text, and
   * none of it is kept.
   */
  readonly cut: 'none' | 'shortened' | 'unknown' | 'all';
  /** Whether something was treated as a secret and left out. */
  readonly masked: boolean;
}
