import type { Reply } from '../vendor.ts';
import type { Tenant } from './tenant.ts';

/** What writes of contacts and customers answer, in the newer or the older form. */
export function actionResult({ behaviour }: Tenant, status: 200 | 201, id: number): Reply {
  const old = { ActionID: id, ArticleID: null, Status: 'Success' };
  return { status, json: behaviour.oldActionResult ? old : { ActionID: id } };
}

/** The `FromLastModifiedDate` filter and the `SortBy` order of customers and contacts. */
export function modifiedSince<T extends { readonly createdAt: number; readonly modifiedAt: number }>(
  items: readonly T[],
  query: URLSearchParams,
): T[] {
  const since = Date.parse(`${query.get('FromLastModifiedDate')}Z`);
  const kept = items.filter(({ modifiedAt }) => Number.isNaN(since) || modifiedAt >= since);
  const by = query.get('SortBy') === 'LastModified' ? 'modifiedAt' : 'createdAt';
  return kept.sort((a, b) => a[by] - b[by]);
}
