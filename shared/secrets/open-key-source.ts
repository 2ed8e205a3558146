import { DefaultAzureCredential, ManagedIdentityCredential, type TokenCredential } from '@azure/identity';
import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets';
import type { Clock } from '../clock.ts';
import { type ApiKeySource, fixedApiKey } from './api-key-source.ts';
import { VaultApiKey } from './vault-api-key.ts';

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
 * The credential that fits: in Azure the app's managed identity and nothing else (a chain would try the others first,
 * slowly), elsewhere whatever the developer is signed in with.
 */
export function azureCredential({ runsInAzure, managedIdentityClientId: clientId }: AzureIdentity): TokenCredential {
  if (!runsInAzure) return new DefaultAzureCredential();
  return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
}

/** What `openKeySource` runs on; `clientOptions` lets a test trust its own certificate. */
export interface KeySourceDependencies {
  readonly clock: Clock;
  readonly credential: TokenCredential;
  readonly clientOptions?: SecretClientOptions;
}

/** The key source for a location. Nothing is read before the first key is asked for. */
export function openKeySource(location: KeyLocation, dependencies: KeySourceDependencies): ApiKeySource {
  if (location.kind === 'setting') return fixedApiKey(location.apiKey);
  const { clock, credential, clientOptions } = dependencies;
  // The SDK's retries sleep in real time inside a lease; our caller retries with a new one.
  const options = { ...clientOptions, retryOptions: { maxRetries: 0 } };
  const vault = new SecretClient(location.vaultUrl, credential, options);
  return new VaultApiKey({ vault, secretName: location.secretName, clock });
}
