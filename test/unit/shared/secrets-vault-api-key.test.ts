import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../dev/host/clock.ts';
import { keyExpiresAt } from '../../../shared/atera/credentials.ts';
import { fixedApiKey } from '../../../shared/secrets/api-key-source.ts';
import { keyInUse } from '../../../shared/secrets/key-expiry.ts';
import { type SecretReader, VaultApiKey } from '../../../shared/secrets/vault-api-key.ts';

const MINUTE = 60_000;

/** A vault whose value and mood a test can change; counts its reads. */
class FakeVault implements SecretReader {
  value: string | undefined;
  expiresOn: Date | undefined;
  reads = 0;
  failure: object | undefined;
  hold: Promise<void> = Promise.resolve();

  constructor(value: string) {
    this.value = value;
  }

  async getSecret(_name: string, { abortSignal }: { abortSignal: AbortSignal }) {
    this.reads++;
    const properties = this.expiresOn === undefined ? {} : { expiresOn: this.expiresOn };
    const answer = { properties, ...(this.value !== undefined && { value: this.value }) };
    await Promise.race([this.hold, new Promise((_, reject) => abortSignal.addEventListener('abort', reject))]);
    if (this.failure) throw Object.assign(new Error('GET https://vault/secrets: Bearer abc'), this.failure);
    return answer;
  }
}

function world(value = 'key-1') {
  const clock = new VirtualClock();
  const vault = new FakeVault(value);
  return { clock, vault, source: new VaultApiKey({ vault, secretName: 'atera-api-key', clock }) };
}

/** A token whose own claim says that it ends in 2027. */
const TOKEN = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"exp":1800000000}').toString('base64url')}.c2ln`;

describe('the end of a key', () => {
  it.each([
    ['the vault says, of any key', 'key-1', '2026-05-01T00:00:00Z', Date.parse('2026-05-01T00:00:00Z')],
    ['the token says', TOKEN, undefined, 1_800_000_000_000],
    ['the earlier of both', TOKEN, '2026-05-01T00:00:00Z', Date.parse('2026-05-01T00:00:00Z')],
    ['the earlier of both', TOKEN, '2028-05-01T00:00:00Z', 1_800_000_000_000],
    ['not known', 'key-1', undefined, undefined],
  ])('is %s', async (_what, key, expiresOn, expected) => {
    const { vault, source } = world(key);
    vault.expiresOn = expiresOn === undefined ? undefined : new Date(expiresOn);

    expect((await keyInUse(source, keyExpiresAt)).expiresAt).toBe(expected);
  });

  it('moves when the key is replaced', async () => {
    const { clock, vault, source } = world();
    vault.expiresOn = new Date('2026-05-01T00:00:00Z');
    await keyInUse(source);
    vault.expiresOn = undefined;

    await clock.advance(10 * MINUTE);

    expect(await keyInUse(source)).toEqual({});
  });
});

describe('a key from the vault', () => {
  it('is read once for all callers of ten minutes', async () => {
    const { clock, vault, source } = world(' key-1\n');

    const together = await Promise.all([source.current(), source.current(), source.current()]);
    await clock.advance(10 * MINUTE - 1);
    await source.current();

    expect(together).toEqual(['key-1', 'key-1', 'key-1']);
    expect(vault.reads).toBe(1);
  });

  it('is read again after ten minutes, so a rotated one is picked up', async () => {
    const { clock, vault, source } = world();
    await source.current();
    vault.value = 'key-2';

    await clock.advance(10 * MINUTE);

    expect(await source.current()).toBe('key-2');
    expect(vault.reads).toBe(2);
  });

  it('stays in use while the vault is down, which is asked again every 30 seconds only', async () => {
    const { clock, vault, source } = world();
    await source.current();
    vault.failure = { statusCode: 503 };
    await clock.advance(10 * MINUTE);

    const first = await source.current();
    const second = await source.current();
    await clock.advance(30_000);
    vault.failure = undefined;
    vault.value = 'key-2';

    expect([first, second]).toEqual(['key-1', 'key-1']);
    expect(vault.reads).toBe(2);
    expect(await source.current()).toBe('key-2');
  });

  it('stays in use while the vault does not answer', async () => {
    const { clock, vault, source } = world();
    await source.current();
    vault.hold = new Promise(() => {});
    await clock.advance(10 * MINUTE);
    const waiting = source.current();

    await clock.advance(5_000);

    expect(await waiting).toBe('key-1');
    expect(clock.nextDue()).toBeUndefined();
  });

  it.each([
    [{ statusCode: 503 }, true, 503],
    [{ statusCode: 429 }, true, 429],
    [{ code: 'ENOTFOUND' }, true, 'ENOTFOUND'],
    [{}, true, 'no answer'],
    [{ statusCode: 403 }, false, 403],
    [{ statusCode: 404 }, false, 404],
  ])('that was never read is an error saying why: %j', async (failure, retryable, reason) => {
    const { vault, source } = world();
    vault.failure = failure;

    const message = `Secret atera-api-key can't be read from the vault: ${reason}`;
    await expect(source.current()).rejects.toMatchObject({ code: 'secret_unavailable', retryable, message });
  });

  it.each([
    [undefined, 'is empty'],
    ['  ', 'is empty'],
    ['@Microsoft.KeyVault(SecretUri=https://x)', 'holds a Key Vault reference instead of a key'],
  ])('is refused when the secret holds %j', async (value, why) => {
    const { vault, source } = world();
    vault.value = value;

    await expect(source.current()).rejects.toMatchObject({ message: `Secret atera-api-key ${why}`, retryable: false });
  });
});

describe('after the vendor rejected the key', () => {
  it('callers that come together share one inspection, and all learn of the new key', async () => {
    const { vault, source } = world();
    const rejected = await source.current();
    vault.value = 'key-2';

    const answers = await Promise.all([1, 2, 3].map(() => source.refreshAfterRejection(rejected)));

    expect(answers).toEqual([{ changed: true }, { changed: true }, { changed: true }]);
    expect(vault.reads).toBe(2);
    expect(await source.current()).toBe('key-2');
  });

  it('a late caller that used the old key needs no look-up at all', async () => {
    const { vault, source } = world();
    const rejected = await source.current();
    vault.value = 'key-2';
    await source.refreshAfterRejection(rejected);

    const late = await source.refreshAfterRejection(rejected);

    expect(late).toEqual({ changed: true });
    expect(vault.reads).toBe(2);
  });

  it('a key that did not change is looked up once a minute at most', async () => {
    const { clock, vault, source } = world();
    const rejected = await source.current();

    const answers = [await source.refreshAfterRejection(rejected), await source.refreshAfterRejection(rejected)];
    const readsWithinMinute = vault.reads;
    vault.value = 'key-2';
    await clock.advance(MINUTE);

    expect(answers).toEqual([{ changed: false }, { changed: false }]);
    expect(readsWithinMinute).toBe(2);
    expect(await source.refreshAfterRejection(rejected)).toEqual({ changed: true });
  });

  it('a vault that is down changes nothing and breaks nothing', async () => {
    const { vault, source } = world();
    const rejected = await source.current();
    vault.failure = { statusCode: 500 };

    expect(await source.refreshAfterRejection(rejected)).toEqual({ changed: false });
    expect(await source.current()).toBe('key-1');
  });

  it('a key from a setting can only be changed by a person', async () => {
    const source = fixedApiKey('key-1');

    expect(await source.refreshAfterRejection('key-1')).toEqual({ changed: false });
    expect(await source.current()).toBe('key-1');
  });
});
