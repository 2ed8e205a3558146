import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { countText } from '../lib/times.ts';
import { t } from '../texts/index.ts';

/**
 * A long list in pages: only one page is in the document. When the list shrinks, the last page there
 * is is shown.
 */
export function Paged<T>(props: {
  readonly items: readonly T[];
  readonly size: number;
  readonly label: string;
  readonly children: (items: readonly T[]) => ComponentChildren;
}) {
  const { items, size } = props;
  const [wanted, setPage] = useState(0);
  const last = Math.max(0, Math.ceil(items.length / size) - 1);
  const page = Math.min(wanted, last);
  const from = page * size;
  const to = Math.min(from + size, items.length);
  return (
    <>
      {props.children(items.slice(from, to))}
      {last > 0 && (
        <nav class="pager" aria-label={props.label}>
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {t.common.previous}
          </button>
          <span role="status">{t.common.range(countText(from + 1), countText(to), countText(items.length))}</span>
          <button type="button" disabled={page === last} onClick={() => setPage(page + 1)}>
            {t.common.next}
          </button>
        </nav>
      )}
    </>
  );
}
