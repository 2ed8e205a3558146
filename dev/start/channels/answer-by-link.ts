const FORM = /name="form" value="([^"]+)"/;

/**
 * Opens a link as a browser does, approves by the form of its page, and opens it once more. `base` is
 * where the host really listens. Returns whether it could still be answered then. Throws when the page
 * has no form, or does not take it.
 */
export async function approveByLink(link: string, base: string, name: string): Promise<boolean> {
  const { pathname, search, searchParams } = new URL(link);
  const page = `${base}${pathname}${search}`;
  const form = FORM.exec(await read(page))?.[1];
  if (form === undefined) throw new Error('The page behind the link has no form');
  const body = new URLSearchParams({ t: searchParams.get('t') ?? '', form, answer: 'approve', name, reason: '' });
  await read(`${base}${pathname}`, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
  return FORM.test(await read(page, {}, [409, 410]));
}

async function read(address: string, init: RequestInit = {}, alsoGood: readonly number[] = []): Promise<string> {
  const response = await fetch(address, { ...init, headers: { ...init.headers, connection: 'close' } });
  const text = await response.text();
  if (!response.ok && !alsoGood.includes(response.status))
    throw new Error(`The page behind a link answered ${response.status}: ${text.slice(0, 200)}`);
  return text;
}
