import { useState } from 'preact/hooks';
import { countText, dayBefore } from '../../lib/times.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { putQuery } from '../../lib/use-route.ts';
import { Empty, Failure, Loading } from '../../parts/basics.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { Paged } from '../../parts/paged.tsx';
import { t } from '../../texts/index.ts';
import { FilterForm } from './filter-form.tsx';
import { OutcomeTable } from './outcome-table.tsx';
import { type Filters, fitting, loadOutcomes, type Outcomes } from './outcomes.ts';

const PAGE = 50;
const DAYS = 6;

/** The view *History*: what became of the alerts of some days. The filters are in the address. */
export function HistoryView({ query, now }: { readonly query: URLSearchParams; readonly now: number }) {
  const filters = filtersOf(query, now);
  const { from, to } = filters;
  const [count, setCount] = useState(0);
  const loaded = useLoaded(`${from} ${to}`, (signal) => loadOutcomes({ from, to }, setCount, signal));
  const { data, error, isLoading, again } = loaded;
  const csv = `/outcomes?${new URLSearchParams({ from, to, format: 'csv', ...(filters.customer && { customerId: filters.customer }) })}`;
  return (
    <>
      <FilterForm
        {...{ filters, rows: data?.rows ?? [] }}
        onChange={(changed) => putQuery('history', { ...filters, ...changed })}
        onClear={() => putQuery('history', {})}
      >
        <CsvButton path={csv} name="outcomes.csv" />
        <button type="button" onClick={again}>
          {t.history.refresh}
        </button>
      </FilterForm>
      {isLoading && <Loading text={t.history.loadingRows(countText(count))} />}
      {error && <Failure error={error} retry={again} />}
      {data && !error && <Rows {...{ data, filters, now }} />}
    </>
  );
}

function Rows({ data, filters, now }: { readonly data: Outcomes; readonly filters: Filters; readonly now: number }) {
  const texts = t.history;
  const rows = fitting(data.rows, filters);
  if (data.rows.length === 0) return <Empty text={texts.none} />;
  return (
    <section class="card" aria-label={texts.title}>
      <p class="muted" role="status">
        {texts.count(countText(rows.length), countText(data.rows.length))}
      </p>
      {data.isCut && <p class="note warn">{texts.cut(countText(data.rows.length))}</p>}
      {rows.length === 0 ? (
        <Empty text={texts.noneFits} />
      ) : (
        <Paged items={rows} size={PAGE} label={texts.title}>
          {(page) => <OutcomeTable rows={page} now={now} />}
        </Paged>
      )}
    </section>
  );
}

function filtersOf(query: URLSearchParams, now: number): Filters {
  const of = (name: string, byDefault = '') => query.get(name) || byDefault;
  return {
    from: of('from', dayBefore(now, DAYS)),
    to: of('to', dayBefore(now, 0)),
    ...{ customer: of('customer'), playbook: of('playbook'), state: of('state'), search: of('search') },
  };
}
