import type { HostRequest } from './exchange.ts';

const OWN_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Methods that a page may send anywhere without harm: it cannot read what comes back. */
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request comes from a web page of somebody else that is open on this machine. Without
 * keys this host would do what such a page says. A page whose name was pointed at 127.0.0.1 sends
 * that name as `Host`; any other page can only send, and then says its `Origin`. What is no browser
 * sends neither, and is let in.
 */
export function isFromElsewhere({ method, headers }: Pick<HostRequest, 'method' | 'headers'>): boolean {
  const { host = '', origin } = headers;
  if (!OWN_NAMES.has(nameOf(`http://${host}`) ?? '')) return true;
  if (origin === undefined || READS.has(method)) return false;
  // No page can set this one. A page that sends no referrer has the origin `null`, also to itself.
  if (headers['sec-fetch-site'] === 'same-origin') return false;
  return origin.toLowerCase() !== `http://${host}`.toLowerCase();
}

function nameOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).hostname : undefined;
}
