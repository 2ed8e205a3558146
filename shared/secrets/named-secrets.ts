import { SecretError } from '../errors.ts';
import { type ApiKeySource, fixedApiKey } from './api-key-source.ts';
import { type KeySourceDependencies, openVault } from './open-key-source.ts';
import { VaultApiKey } from './vault-api-key.ts';

/** Where named secrets are: in a vault, or (development only) in a setting. */
export type SecretsLocation =
  | { readonly kind: 'vault'; readonly vaultUrl: string }
  | { readonly kind: 'setting'; readonly values: Readonly<Record<string, string>> };

/** Secrets that the policy names. A name outside the prefix is refused, whoever wrote it. */
export interface NamedSecrets {
  /**
   * The secret of a name, cached and refreshed as the vendors' keys are. Throws `SecretError`, which
   * names it and never holds it, where there is none.
   */
  named(name: string): ApiKeySource;
}

/** Returns the secrets whose names begin with `prefix`. Nothing is read before one is requested. */
export function openNamedSecrets(
  prefix: string,
  location: SecretsLocation,
  dependencies: KeySourceDependencies,
): NamedSecrets {
  const open = location.kind === 'vault' ? inVault(location.vaultUrl, dependencies) : inSetting(location.values);
  const opened = new Map<string, ApiKeySource>();
  return {
    named(name) {
      if (!name.startsWith(prefix)) return missing(`A secret that is named here begins with ${prefix}`);
      const source = opened.get(name) ?? open(name);
      opened.set(name, source);
      return source;
    },
  };
}

function inVault(vaultUrl: string, dependencies: KeySourceDependencies) {
  const vault = openVault(vaultUrl, dependencies);
  return (secretName: string): ApiKeySource => new VaultApiKey({ vault, secretName, clock: dependencies.clock });
}

function inSetting(values: Readonly<Record<string, string>>) {
  return (name: string): ApiKeySource => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? missing(`NOTIFY_SECRETS holds no ${name}`) : fixedApiKey(value);
  };
}

function missing(why: string): ApiKeySource {
  return {
    current: () => Promise.reject(new SecretError('secret_unavailable', why)),
    refreshAfterRejection: async () => ({ changed: false }),
  };
}
