import type { Reply, SimulatedRequest } from '../vendor.ts';
import type { AteraBehaviour } from './behaviour.ts';

const DEFAULT_ITEMS_IN_PAGE = 20;

/**
 * One page in the vendor's envelope. Rows are made for this page only; a page past the end is
 * empty; a page or size that is no positive number counts as not given.
 */
export function pageOf<T>(
  request: SimulatedRequest,
  behaviour: AteraBehaviour,
  items: readonly T[],
  toRow: (item: T) => unknown,
): Reply {
  const page = positive(request.query.get('page')) ?? 1;
  const wanted = positive(request.query.get('itemsInPage')) ?? DEFAULT_ITEMS_IN_PAGE;
  const itemsInPage = Math.min(wanted, behaviour.maxItemsInPage);
  const totalPages = Math.ceil(items.length / itemsInPage);
  const isTooDeep = page > behaviour.deepestPage;
  const shown = !isTooDeep ? page : behaviour.beyondDeepest === 'repeated' ? behaviour.deepestPage : totalPages + 1;
  const link = (to: number) => {
    if (to < 1 || to > totalPages) return behaviour.noLink;
    const query = new URLSearchParams(request.query);
    query.set('page', String(to));
    query.set('itemsInPage', String(itemsInPage));
    return `${request.origin}${request.path}?${query}`;
  };
  const json = {
    items: items.slice((shown - 1) * itemsInPage, shown * itemsInPage).map(toRow),
    totalItemCount: items.length,
    page,
    itemsInPage,
    totalPages,
    prevLink: link(page - 1),
    nextLink: link(page + 1),
  };
  return { status: 200, json };
}

function positive(text: string | null): number | undefined {
  const value = Number(text);
  return text !== null && Number.isInteger(value) && value > 0 ? value : undefined;
}
