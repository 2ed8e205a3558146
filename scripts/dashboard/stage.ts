const HOUR_MS = 3_600_000;

interface Moment {
  /** The address of the app's host. */
  readonly url: string;
  /** Epoch ms. */
  readonly now: number;
  /** Whose maintenance is planned. */
  readonly customerId: number;
}

/**
 * Does what people would have done at this moment, so that its pictures show it: plans maintenance of
 * a customer, and stores a policy that widens, which is announced. Throws when the app takes it
 * otherwise.
 */
export async function stage({ url, now, customerId }: Moment): Promise<void> {
  const times = { from: iso(now + 8 * HOUR_MS), until: iso(now + 12 * HOUR_MS) };
  const mute = { customerId, ...times, reason: 'New UPS in the server room', by: 'Kim Beck' };
  await call(201, `${url}/api/mutes`, 'POST', mute);
  const inForce = await call(200, `${url}/api/policy`, 'GET');
  const { etag, document: before } = inForce as { etag: string; document: object };
  const document = { ...before, humanCloseHoldsDays: 14, approvalExpiresHours: 12 };
  const { check } = (await call(200, `${url}/api/policy/check`, 'POST', { document })) as { check: string };
  const why = { reason: 'Nights have nobody on duty', by: 'Kim Beck' };
  await call(202, `${url}/api/policy/pending`, 'PUT', { document, check, ...why }, { 'if-match': etag });
}

async function call(status: number, address: string, method: string, body?: object, more = {}): Promise<unknown> {
  const sent = body && { body: JSON.stringify(body) };
  const response = await fetch(address, { method, headers: { connection: 'close', ...more }, ...sent });
  const text = await response.text();
  if (response.status !== status) throw new Error(`${method} ${address} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
