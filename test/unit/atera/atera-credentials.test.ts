import { describe, expect, it } from 'vitest';
import { authHeader, keyExpiresAt } from '../../../shared/atera/credentials.ts';

const LEGACY = '0123456789abcdef0123456789abcdef';
const jwt = (claims: unknown) =>
  `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

describe('authHeader', () => {
  it('sends a legacy key as X-API-KEY', () => {
    expect(authHeader(LEGACY)).toEqual({ 'x-api-key': LEGACY });
    expect(authHeader(` ${LEGACY.toUpperCase()}\n`)).toEqual({ 'x-api-key': LEGACY.toUpperCase() });
  });

  it('sends a token as a bearer', () => {
    const token = jwt({ exp: 1 });

    expect(authHeader(token)).toEqual({ authorization: `Bearer ${token}` });
  });

  it('forgives a pasted prefix', () => {
    const token = jwt({});

    expect(authHeader(`Bearer ${token}`)).toEqual({ authorization: `Bearer ${token}` });
    expect(authHeader(`bearer  ${LEGACY}`)).toEqual({ 'x-api-key': LEGACY });
  });

  it.each([
    '',
    'short-secret',
    `${LEGACY}0`,
    'eyJonly',
    'eyJa.b',
    `eyJa.b.c\r\nx: y`,
    '@Microsoft.KeyVault(SecretUri=secret)',
  ])('refuses %j without showing it', (key) => {
    const attempt = () => authHeader(key);

    expect(attempt).toThrow(expect.objectContaining({ code: 'key_malformed', retryable: false }));
    expect(attempt).not.toThrow(/secret|eyJa|0123/);
  });
});

describe('keyExpiresAt', () => {
  it('reads when a token ends', () => {
    expect(keyExpiresAt(`Bearer ${jwt({ exp: 1_800_000_000 })}`)).toBe(1_800_000_000_000);
  });

  it.each([LEGACY, jwt({}), jwt({ exp: 'soon' }), jwt({ exp: 1e300 }), jwt(null), 'eyJa.%%%.c', ''])(
    'knows nothing from %j',
    (key) => {
      expect(keyExpiresAt(key)).toBeUndefined();
    },
  );
});
