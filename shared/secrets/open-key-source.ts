import type { TokenCredential } from '@azure/identity';
import type { SecretClient, SecretClientOptions } from '@azure/keyvault-secrets';
import type { Clock } from '../clock.ts';
import { type ApiKeySource, fixedApiKey } from './api-key-source.ts';
import { type SecretReader, VaultApiKey } from './vault-api-key.ts';

/** Where a vendor's key is: in a vault, or (development only) in a setting. */
export type KeyLocation =
  | { readonly kind: 'vault'; readonly vaultUrl: string; readonly secretName: string }
  | { readonly kind: 'setting'; readonly apiKey: string };

/** Who we are in Azure; `managedIdentityClientId` only for a user-assigned identity. */
export interface AzureIdentity {
  readonly runsInAzure: boolean;
  readonly managedIdentityClientId?: string | undefined;
}

/**
 * Returns the credential that fits. The SDK is loaded for the first token: the start, and an app
 * without a vault, need none of it.
 */
export function azureCredential(identity: AzureIdentity): TokenCredential {
  let opened: Promise<TokenCredential> | undefined;
  return {
    getToken: async (scopes, options) => {
      opened ??= openCredential(identity);
      return (await opened).getToken(scopes, options);
    },
  };
}

/**
 * In Azure the app's managed identity and nothing else (a chain would try the others first,
 * slowly), elsewhere whatever the developer is signed in with.
 */
export async function openCredential(identity: AzureIdentity): Promise<TokenCredential> {
  const { runsInAzure, managedIdentityClientId: clientId } = identity;
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  if (!runsInAzure) return new DefaultAzureCredential();
  return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
}

/** What `openKeySource` runs on; `clientOptions` lets a test trust its own certificate. */
export interface KeySourceDependencies {
  readonly clock: Clock;
  readonly credential: TokenCredential;
  readonly clientOptions?: SecretClientOptions;
}

/** Returns the key source for a location. Nothing is read before the first key is requested. */
export function openKeySource(location: KeyLocation, dependencies: KeySourceDependencies): ApiKeySource {
  if (location.kind === 'setting') return fixedApiKey(location.apiKey);
  const { vaultUrl, secretName } = location;
  return new VaultApiKey({ vault: openVault(vaultUrl, dependencies), secretName, clock: dependencies.clock });
}

/** Returns the reader of a vault. The SDK is loaded for the first read, as above. */
export function openVault(url: string, { credential, clientOptions }: KeySourceDependencies): SecretReader {
  let opened: Promise<SecretClient> | undefined;
  const open = async () => {
    const { SecretClient } = await import('@azure/keyvault-secrets');
    // The SDK's retries sleep in real time inside a lease; our caller retries with a new one.
    return new SecretClient(url, credential, { ...clientOptions, retryOptions: { maxRetries: 0 } });
  };
  return {
    getSecret: async (name, options) => {
      opened ??= open();
      return (await opened).getSecret(name, options);
    },
  };
}
