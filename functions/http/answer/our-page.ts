import type { HttpRequest } from '@azure/functions';

/**
 * Returns whether a form may come from our own page, as far as the browser says. It says so in
 * `Sec-Fetch-Site`, which no page can set; an older one in `Origin`, which a page that sends no
 * referrer makes `null`. Where neither is sent it is no sign of harm: the form's token decides.
 */
export function isFromOurPage({ headers, url }: Pick<HttpRequest, 'headers' | 'url'>): boolean {
  const site = headers.get('sec-fetch-site');
  // `none`: a person's own doing, such as a page that is loaded again.
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  return origin === null || origin === 'null' || origin.toLowerCase() === new URL(url).origin;
}
