import { describe, expect, it } from 'vitest';
import { LeaseSpentError } from '../../../shared/budget/lease.ts';
import { SecretError, SettingsError, toFailure, VendorError } from '../../../shared/errors.ts';

describe('toFailure', () => {
  it('carries what an orchestrator branches on as plain JSON', () => {
    const error = new VendorError('vendor_rate_limited', 'Atera GET /alerts: HTTP 429', { retryAfterSeconds: 30 });

    const failure = toFailure(error);

    expect(JSON.parse(JSON.stringify(failure))).toEqual({
      ok: false,
      code: 'vendor_rate_limited',
      retryable: true,
      retryAfterSeconds: 30,
      effect: 'none',
      message: 'Atera GET /alerts: HTTP 429',
    });
  });

  it('says that a spent lease sent nothing and can be retried', () => {
    const failure = toFailure(new LeaseSpentError('lease_expired', 'lease-1'));

    expect(failure).toMatchObject({ ok: false, code: 'lease_expired', retryable: true, effect: 'none' });
  });

  it('throws again what nobody expected', () => {
    const mistake = new TypeError('x is undefined');

    expect(() => toFailure(mistake)).toThrow(mistake);
  });

  it('keeps an effect that is not known', () => {
    const failure = toFailure(new VendorError('vendor_timeout', 'no answer', { effect: 'unknown' }));

    expect(failure).toMatchObject({ effect: 'unknown', retryable: true });
    expect(failure).not.toHaveProperty('retryAfterSeconds');
  });
});

describe('errors', () => {
  it.each([
    ['vendor_unreachable', true],
    ['vendor_timeout', true],
    ['vendor_rate_limited', true],
    ['vendor_failed', true],
    ['vendor_rejected_credentials', false],
    ['vendor_forbidden', false],
    ['vendor_not_found', false],
    ['vendor_rejected_request', false],
    ['vendor_response_invalid', false],
  ] as const)('says for %s whether a retry can help: %s', (code, retryable) => {
    expect(new VendorError(code, 'x').retryable).toBe(retryable);
  });

  it('lets the caller know better', () => {
    expect(new VendorError('vendor_rejected_credentials', 'x', { retryable: true }).retryable).toBe(true);
    expect(new SecretError('secret_unavailable', 'x').retryable).toBe(false);
  });

  it('lists every wrong setting in one message', () => {
    const error = new SettingsError(['A is missing', 'B is no number']);

    expect(error.message).toContain('- A is missing\n- B is no number');
    expect(error).toMatchObject({ code: 'settings_invalid', problems: ['A is missing', 'B is no number'] });
  });
});
