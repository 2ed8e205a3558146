/**
 * True for an app setting that Azure should have replaced by a secret and did not (no access, wrong
 * name): used as a key it would always be rejected.
 */
export function isUnresolvedReference(value: string): boolean {
  return value.trimStart().startsWith('@Microsoft.KeyVault(');
}
