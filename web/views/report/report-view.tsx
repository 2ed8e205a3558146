import { useRef, useState } from 'preact/hooks';
import { get, getText } from '../../api/client.ts';
import { dayBefore } from '../../lib/times.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { putQuery } from '../../lib/use-route.ts';
import { vendorText } from '../../lib/vendor-text.ts';
import { Empty, Failure, Loading } from '../../parts/basics.tsx';
import { CsvButton } from '../../parts/csv-button.tsx';
import { Field, Select } from '../../parts/dialog.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { t } from '../../texts/index.ts';
import { Figures } from './figures.tsx';
import type { ReportData } from './report-data.ts';

const DAYS = 29;

interface Wanted {
  readonly from: string;
  readonly to: string;
  readonly customer: string;
}

/** The view *Report*: figures of some days, of all customers or one, as charts or a page to print. */
export function ReportView({ query, now }: { readonly query: URLSearchParams; readonly now: number }) {
  const [isPage, setPage] = useState(false);
  const wanted: Wanted = {
    from: query.get('from') || dayBefore(now, DAYS),
    to: query.get('to') || dayBefore(now, 0),
    customer: query.get('customer') ?? '',
  };
  const path = `/reports/summary?${asQuery(wanted)}`;
  const loaded = useLoaded(path, (signal) => get<ReportData>(path, signal));
  const { data, error, isLoading, again } = loaded;
  return (
    <>
      <ReportForm wanted={wanted} data={data}>
        <CsvButton path={`${path}&format=csv`} name="report.csv" />
        <button type="button" aria-pressed={isPage} onClick={() => setPage(!isPage)}>
          {isPage ? t.report.hidePrintable : t.report.printable}
        </button>
        <button type="button" onClick={again}>
          {t.history.refresh}
        </button>
      </ReportForm>
      {isLoading && <Loading text={t.report.counting} />}
      {error && <Failure error={error} retry={again} />}
      {data && !error && (isPage ? <Printable path={`${path}&format=html`} /> : <Shown {...{ data, now }} />)}
    </>
  );
}

function Shown({ data, now }: { readonly data: ReportData; readonly now: number }) {
  if (data.overall.alerts === 0 && data.overall.takenUp === 0) return <Empty text={t.report.none} />;
  return <Figures data={data} now={now} />;
}

function asQuery({ from, to, customer }: Wanted): URLSearchParams {
  return new URLSearchParams({ from, to, ...(customer !== '' && { customerId: customer }) });
}

function ReportForm(props: {
  readonly wanted: Wanted;
  readonly data: ReportData | undefined;
  readonly children: preact.ComponentChildren;
}) {
  const { wanted, data } = props;
  // The report of one customer names no other: the choice is that of the last report of all.
  const customers = useRef<readonly (readonly [string, string])[]>([]);
  if (data?.customerId === null) customers.current = choicesOf(data);
  const change = (changed: Partial<Wanted>) => putQuery('report', { ...wanted, ...changed });
  return (
    <form class="filters" aria-label={t.history.filters} onSubmit={(event) => event.preventDefault()}>
      <Field label={t.report.from} type="date" value={wanted.from} onInput={(from) => change({ from })} />
      <Field label={t.report.to} type="date" value={wanted.to} onInput={(to) => change({ to })} />
      <Select
        {...{ label: t.common.customer, value: wanted.customer }}
        options={[['', t.common.allCustomers], ...withChosen(customers.current, wanted.customer)]}
        onChange={(customer) => change({ customer })}
      />
      <div class="actions">{props.children}</div>
    </form>
  );
}

function choicesOf({ customers }: ReportData): readonly (readonly [string, string])[] {
  return customers.flatMap(({ customerId: id, customerName }) =>
    id === null ? [] : [[String(id), vendorText(customerName ?? '') || t.common.customerNumber(id)] as const],
  );
}

function withChosen(choices: readonly (readonly [string, string])[], chosen: string) {
  const isThere = chosen === '' || choices.some(([id]) => id === chosen);
  return isThere ? choices : [...choices, [chosen, t.common.customerNumber(Number(chosen))] as const];
}

function Printable({ path }: { readonly path: string }) {
  const { data, error, again } = useLoaded(path, () => getText(path));
  if (error) return <Failure error={error} retry={again} />;
  return data ? <PageFrame html={data.text} title={t.report.frame} /> : <Loading />;
}
