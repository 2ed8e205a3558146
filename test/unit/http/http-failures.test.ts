import { describe, expect, it } from 'vitest';
import { connectionFailure, responseFailure, statusFailure, timeoutFailure } from '../../../shared/http/failures.ts';

const READ = { vendor: 'Atera', method: 'GET', pathTemplate: '/alerts/{alertId}' };
const WRITE = { vendor: 'Atera', method: 'POST', pathTemplate: '/tickets' };
const refusal = (status: number, retryAfter?: string) => ({ status, retryAfter, fields: [] });
const systemError = (code: string) => Object.assign(new Error('connect 10.0.0.1:443'), { code });

describe('statusFailure', () => {
  it.each([
    [302, 'vendor_response_invalid', false],
    [400, 'vendor_rejected_request', false],
    [401, 'vendor_rejected_credentials', false],
    [403, 'vendor_forbidden', false],
    [404, 'vendor_not_found', false],
    [408, 'vendor_failed', true],
    [409, 'vendor_rejected_request', false],
    [429, 'vendor_rate_limited', true],
    [500, 'vendor_failed', true],
    [503, 'vendor_failed', true],
  ])('turns %i into %s', (status, code, retryable) => {
    const error = statusFailure(READ, refusal(status), 0);

    expect(error).toMatchObject({ code, retryable, effect: 'none', details: { status } });
    expect(error.message).toBe(`Atera GET /alerts/{alertId}: HTTP ${status}`);
  });

  it.each([
    [302, 'unknown'],
    [400, 'none'],
    [408, 'unknown'],
    [429, 'none'],
    [500, 'unknown'],
    [502, 'unknown'],
  ])('says whether a write answered %i may have happened: %s', (status, effect) => {
    expect(statusFailure(WRITE, refusal(status), 0)).toMatchObject({ effect });
  });

  it('leaves to the rate budget how long to wait after a 429 that does not say', () => {
    expect(statusFailure(READ, refusal(429), 0).retryAfterSeconds).toBeUndefined();
    expect(statusFailure(READ, refusal(429, '7'), 0).retryAfterSeconds).toBe(7);
  });

  it('honours Retry-After on a 503 and invents none', () => {
    expect(statusFailure(READ, refusal(503, '9'), 0).retryAfterSeconds).toBe(9);
    expect(statusFailure(READ, refusal(503), 0).retryAfterSeconds).toBeUndefined();
  });

  it('names the members that were refused', () => {
    const error = statusFailure(WRITE, { ...refusal(400), fields: ['EndUserID', 'TicketTitle'] }, 0);

    expect(error.message).toBe('Atera POST /tickets: HTTP 400 (EndUserID, TicketTitle)');
  });
});

describe('connectionFailure', () => {
  it.each([
    ['ECONNREFUSED', 'none'],
    ['ENOTFOUND', 'none'],
    ['UND_ERR_CONNECT_TIMEOUT', 'none'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'none'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'none'],
    ['ECONNRESET', 'unknown'],
    ['UND_ERR_SOCKET', 'unknown'],
    ['EPIPE', 'unknown'],
  ])('says whether a write may have happened after %s: %s', (code, effect) => {
    const error = connectionFailure(WRITE, systemError(code));

    expect(error).toMatchObject({ code: 'vendor_unreachable', retryable: true, effect });
    expect(error.message).toBe(`Atera POST /tickets: ${code}`);
  });

  it('takes an answer that is no HTTP for an invalid one', () => {
    expect(connectionFailure(READ, systemError('HPE_INVALID_CONSTANT'))).toMatchObject({
      code: 'vendor_response_invalid',
    });
  });

  it.each([new TypeError('x is undefined'), systemError('UND_ERR_INVALID_ARG')])(
    'throws our own mistakes again',
    (mistake) => {
      expect(() => connectionFailure(READ, mistake)).toThrow(mistake);
    },
  );
});

describe('after a request was sent', () => {
  it('does not know whether a write without a usable answer happened', () => {
    expect(timeoutFailure(WRITE, 8_000)).toMatchObject({ code: 'vendor_timeout', effect: 'unknown', retryable: true });
    expect(responseFailure(WRITE, 201, 'no JSON')).toMatchObject({ effect: 'unknown', retryable: false });
  });

  it('knows that a read changed nothing', () => {
    expect(timeoutFailure(READ, 8_000)).toMatchObject({ effect: 'none' });
    expect(responseFailure(READ, 200, 'no JSON')).toMatchObject({ effect: 'none' });
  });
});
