import { describe, expect, it } from 'vitest';
import { isFromOurPage } from '../../../functions/http/answer/our-page.ts';

const URL_OF_FORM = 'https://rmm.msp.example/api/answer';

describe('a form', () => {
  it.each([
    ['a browser on our page, which sends no referrer', { 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
    ['a page that was loaded again', { 'sec-fetch-site': 'none', origin: 'null' }, true],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'null' }, false],
    [
      'another site that names our origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://rmm.msp.example' },
      false,
    ],
    ['another name of our domain', { 'sec-fetch-site': 'same-site', origin: 'https://x.msp.example' }, false],
    ['an older browser on our page', { origin: 'null' }, true],
    ['an older browser that names our origin', { origin: 'https://RMM.msp.example' }, true],
    ['an older browser on another site', { origin: 'https://evil.example' }, false],
    ['our name without TLS', { origin: 'http://rmm.msp.example' }, false],
    ['what says neither', {}, true],
  ])('of %s counts: %#', (_whose, headers, counts) => {
    expect(isFromOurPage({ headers: new Headers(headers) as never, url: URL_OF_FORM })).toBe(counts);
  });
});
