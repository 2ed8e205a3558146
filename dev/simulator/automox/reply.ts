import type { Reply } from '../vendor.ts';

/** An error as the vendor words it: one message in a list. */
export function refusal(status: number, message: string): Reply {
  return { status, json: { errors: [message] } };
}

/** Something is not there. */
export const NOT_FOUND: Reply = refusal(404, 'Not found.');

/** Epoch ms as the vendor writes it: whole seconds and an offset without a colon. */
export function writeDate(time: number | undefined): string | null {
  return time === undefined ? null : `${new Date(time).toISOString().slice(0, 19)}+0000`;
}

/** A list as the vendor pages it: a bare array, pages from 0, and nothing past the end. */
export function pageOf<T>(query: URLSearchParams, items: readonly T[], toRow: (item: T) => unknown): Reply {
  const limit = wholeNumber(query.get('limit') ?? '500');
  const page = wholeNumber(query.get('page') ?? '0');
  if (limit === undefined || limit < 1 || limit > 500) return refusal(400, 'limit must be from 1 to 500');
  if (page === undefined) return refusal(400, 'page must be a number from 0');
  return { status: 200, json: items.slice(page * limit, (page + 1) * limit).map(toRow) };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
