import { useRef, useState } from 'preact/hooks';
import { countText, dayBefore, timeText } from '../../lib/times.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { putQuery } from '../../lib/use-route.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { Empty, Failure, Loading } from '../../parts/basics.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { Paged } from '../../parts/paged.tsx';
import { t } from '../../texts/index.ts';
import { FilterForm } from './filter-form.tsx';
import { OutcomeTable } from './outcome-table.tsx';
import { asQuery, type Filters, loadOutcomes, type Outcome, type Outcomes } from './outcomes.ts';

const PAGE = 50;
const DAYS = 6;

interface Props {
  readonly query: URLSearchParams;
  readonly customers: Readonly<Record<string, string>>;
  readonly now: number;
}

/**
 * The view *History*: what became of the alerts of some days. The filters are in the address, and
 * the app applies them, to the CSV too.
 */
export function HistoryView({ query, customers, now }: Props) {
  const filters = filtersOf(query, now);
  const [count, setCount] = useState(0);
  const wanted = asQuery(filters);
  // Each letter of a word would be a request.
  const settled = useSettled(String(wanted));
  const loaded = useLoaded(settled, (signal) => loadOutcomes(new URLSearchParams(settled), setCount, signal));
  const { data, error, isLoading, again } = loaded;
  // A customer that came since the devices were last listed is named by its alerts alone.
  const named = useRef<Readonly<Record<string, string>>>({});
  named.current = { ...namesIn(data?.rows ?? []), ...named.current };
  const change = (changed: Partial<Filters>) => putQuery('history', { ...filters, ...changed });
  return (
    <>
      <FilterForm
        {...{ filters }}
        customers={{ ...named.current, ...customers }}
        onChange={change}
        onClear={() => putQuery('history', {})}
      >
        <CsvButton path={`/outcomes?${wanted}&format=csv`} name="outcomes.csv" />
        <button type="button" onClick={again}>
          {t.history.refresh}
        </button>
      </FilterForm>
      <Moments filters={filters} now={now} />
      {isLoading && <Loading text={t.history.loadingRows(countText(count))} />}
      {error && <Failure error={error} retry={again} />}
      {data && !error && <Rows {...{ data, now }} isFiltered={isFiltered(filters)} />}
    </>
  );
}

function Moments({ filters: { since, until }, now }: { readonly filters: Filters; readonly now: number }) {
  if (since === '' && until === '') return null;
  const text = (at: string) => (Number.isNaN(Date.parse(at)) ? at : timeText(at, now));
  return <p class="note">{t.history.moments(since && text(since), until && text(until))}</p>;
}

interface RowsProps {
  readonly data: Outcomes;
  readonly isFiltered: boolean;
  readonly now: number;
}

function Rows({ data: { rows, isCut }, isFiltered, now }: RowsProps) {
  const texts = t.history;
  if (rows.length === 0) return <Empty text={isFiltered ? texts.noneFits : texts.none} />;
  return (
    <section class="card" aria-label={texts.title}>
      <p class="muted" role="status">
        {texts.count(countText(rows.length))}
      </p>
      {isCut && <p class="note warn">{texts.cut(countText(rows.length))}</p>}
      <Paged items={rows} size={PAGE} label={texts.title}>
        {(page) => <OutcomeTable rows={page} now={now} />}
      </Paged>
    </section>
  );
}

function namesIn(rows: readonly Outcome[]): Record<string, string> {
  const named = rows.filter(({ customerId, customerName }) => customerId !== undefined && customerName);
  return Object.fromEntries(named.map(({ customerId, customerName }) => [customerId, customerName]));
}

function isFiltered({ from: _from, to: _to, ...filters }: Filters): boolean {
  return Object.values(filters).some((value) => value !== '');
}

function filtersOf(query: URLSearchParams, now: number): Filters {
  const of = (name: string, byDefault = '') => query.get(name) || byDefault;
  const [since, until] = [of('since'), of('until')];
  // Moments name their days.
  const hasMoments = since !== '' || until !== '';
  return {
    from: of('from', hasMoments ? '' : dayBefore(now, DAYS)),
    to: of('to', hasMoments ? '' : dayBefore(now, 0)),
    ...{ since, until, customer: of('customer'), playbook: of('playbook') },
    ...{ state: of('state'), search: of('search') },
  };
}
