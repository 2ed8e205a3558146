import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../dev/host/clock.ts';
import { toFailure } from '../../shared/errors.ts';
import { openCredential, openKeySource } from '../../shared/secrets/open-key-source.ts';
import { selfSignedCertificate } from '../helpers/vendors/self-signed-certificate.ts';
import { json, startStandIn } from '../helpers/vendors/stand-in-server.ts';

const MINUTE = 60_000;
const TOKEN = 'azure-token-1';
const tls = selfSignedCertificate();
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

/** A vault as Azure's: a challenge for who brings no token, then the secret's newest version. */
async function startVault(first: string) {
  const vault = { key: first, status: 200, hangs: false };
  const server = await startStandIn((response, { url, headers }) => {
    if (headers.authorization !== `Bearer ${TOKEN}`) {
      const challenge =
        'Bearer authorization="https://login.microsoftonline.com/tenant-1", resource="https://vault.azure.net"';
      return response.writeHead(401, { 'www-authenticate': challenge }).end();
    }
    if (vault.hangs) return;
    if (vault.status !== 200) return json(response, vault.status, { error: { code: 'Problem', message: vault.key } });
    const id = `${server.url}/secrets/atera-api-key/0123456789abcdef0123456789abcdef`;
    if (!url.startsWith('/secrets/atera-api-key/?')) return json(response, 404, { error: { code: 'SecretNotFound' } });
    return json(response, 200, { id, value: vault.key, attributes: { enabled: true } });
  }, tls);
  open.push(server);
  const asked: unknown[] = [];
  const clock = new VirtualClock();
  const credential = {
    async getToken(scopes: string | string[]) {
      asked.push(scopes);
      return { token: TOKEN, expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
    },
  };
  const source = openKeySource(
    { kind: 'vault', vaultUrl: server.url, secretName: 'atera-api-key' },
    // The stand-in's address is not below vault.azure.net, which the client checks otherwise.
    { clock, credential, clientOptions: { disableChallengeResourceVerification: true, tlsOptions: { ca: tls.cert } } },
  );
  const reads = () => server.requests.filter(({ headers }) => headers.authorization !== undefined);
  return { vault, server, asked, clock, source, reads };
}

describe('a key in Key Vault', () => {
  it('is read through the challenge, without a version, once for many callers', async () => {
    const { source, server, asked, reads } = await startVault('key-1');

    const keys = await Promise.all(Array.from({ length: 20 }, () => source.current()));

    expect(new Set(keys)).toEqual(new Set(['key-1']));
    expect(server.requests).toHaveLength(2);
    expect(reads()[0]?.url).toMatch(/^\/secrets\/atera-api-key\/\?api/);
    expect(asked).toEqual([['https://vault.azure.net/.default']]);
  });

  it('costs one request each ten minutes afterwards', async () => {
    const { source, vault, clock, reads } = await startVault('key-1');
    await source.current();
    vault.key = 'key-2';

    await clock.advance(10 * MINUTE - 1);
    const early = await source.current();
    await clock.advance(1);
    const late = await source.current();

    expect([early, late]).toEqual(['key-1', 'key-2']);
    expect(reads()).toHaveLength(2);
  });

  it('is looked up once when many callers were rejected together', async () => {
    const { source, vault, reads } = await startVault('key-1');
    const rejected = await source.current();
    vault.key = 'key-2';

    const answers = await Promise.all(Array.from({ length: 20 }, () => source.refreshAfterRejection(rejected)));

    expect(answers.every(({ changed }) => changed)).toBe(true);
    expect(reads()).toHaveLength(2);
    expect(await source.current()).toBe('key-2');
  });

  it.each([403, 429, 500, 503])(
    'stays in use while the vault answers %i, which is asked once, not retried',
    async (status) => {
      const { source, vault, clock, reads } = await startVault('key-1');
      await source.current();
      vault.status = status;
      await clock.advance(10 * MINUTE);

      const keys = [await source.current(), await source.current()];

      expect(keys).toEqual(['key-1', 'key-1']);
      expect(reads()).toHaveLength(2);
    },
  );

  it('stays in use while the vault hangs, after five seconds by the injected clock', async () => {
    const { source, vault, server, clock } = await startVault('key-1');
    await source.current();
    vault.hangs = true;
    await clock.advance(10 * MINUTE);
    const arrived = server.arrived();
    const waiting = source.current();
    await arrived;

    await clock.advance(5_000);

    expect(await waiting).toBe('key-1');
  });

  it('that the vault never gave is an error without tokens or answers in it', async () => {
    const { source, vault } = await startVault('key-1');
    vault.status = 403;

    const error = await source.current().catch((failure: unknown) => failure);

    expect(toFailure(error)).toMatchObject({ code: 'secret_unavailable', retryable: false });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/azure-token|key-1|Bearer/);
  });

  it('that was never read because the vault can not be reached is worth another try', async () => {
    const { source, server, vault } = await startVault('key-1');
    vault.status = 200;
    await server[Symbol.asyncDispose]();
    open.pop();

    await expect(source.current()).rejects.toMatchObject({ code: 'secret_unavailable', retryable: true });
  });
});

describe('the Azure identity', () => {
  it('is the managed one in Azure and the developer elsewhere', async () => {
    const credentials = await Promise.all([
      openCredential({ runsInAzure: true }),
      openCredential({ runsInAzure: true, managedIdentityClientId: '11111111-2222-3333-4444-555555555555' }),
      openCredential({ runsInAzure: false }),
    ]);

    const kinds = credentials.map((credential) => credential.constructor.name);

    expect(kinds).toEqual(['ManagedIdentityCredential', 'ManagedIdentityCredential', 'DefaultAzureCredential']);
  });

  it('is not asked when the key is in a setting', async () => {
    const credential = { getToken: () => Promise.reject(new Error('asked')) };

    const source = openKeySource({ kind: 'setting', apiKey: 'key-1' }, { clock: new VirtualClock(), credential });

    expect(await source.current()).toBe('key-1');
  });
});
