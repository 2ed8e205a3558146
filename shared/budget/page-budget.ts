/**
 * How many requests read a list of `totalItems` in pages of `pageSize`: one for each page, and one for page 1 again when the
 * list moves while it is read. A list never read before is asked for as one page. Exact, because what a poll takes too much
 * is missing elsewhere until it is settled.
 */
export function pageBudget(totalItems: number | undefined, pageSize: number): number {
  const pages = Math.max(1, Math.ceil((totalItems ?? 0) / pageSize));
  return pages + 1;
}
