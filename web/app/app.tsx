import { useEffect, useState } from 'preact/hooks';
import type { ApiError } from '../api/client.ts';
import type { Polled } from '../lib/use-polled.ts';
import { usePolled } from '../lib/use-polled.ts';
import { type Route, useRoute } from '../lib/use-route.ts';
import { useTick } from '../lib/use-tick.ts';
import { Empty } from '../parts/basics.tsx';
import { t } from '../texts/index.ts';
import { BacktestView } from '../views/backtest/backtest-view.tsx';
import { ChannelsView } from '../views/channels/channels-view.tsx';
import { AlertView } from '../views/history/alert-view.tsx';
import { HistoryView } from '../views/history/history-view.tsx';
import { MutesView } from '../views/mutes/mutes-view.tsx';
import type { NowData } from '../views/now/now-data.ts';
import { NowView } from '../views/now/now-view.tsx';
import { PolicyView } from '../views/policy/policy-view.tsx';
import { ReferenceView } from '../views/reference/reference-view.tsx';
import { ReportView } from '../views/report/report-view.tsx';
import { Banners } from './banners.tsx';
import { Header } from './header.tsx';
import { KeyForm } from './key-form.tsx';

/**
 * The dashboard. It asks without a key first: on a developer's machine none is needed, and a
 * deployed app refuses and the person is asked for one.
 */
export function App() {
  const route = useRoute();
  const [keys, setKeys] = useState(0);
  const [refused, setRefused] = useState<ApiError>();
  const polled = usePolled<NowData>('/now', { isOn: refused === undefined, round: keys });
  const now = appTime(useTick(), polled);
  const refusal = isRefusal(polled.error) ? polled.error : undefined;
  useEffect(() => {
    if (refusal) setRefused(refusal);
  }, [refusal]);
  useTitle(route.view, polled.data?.questions.length ?? 0);
  const open = () => {
    setRefused(undefined);
    setKeys(keys + 1);
  };
  const why = refused ?? refusal;
  if (why) return <KeyForm refused={keys > 0 || why.status === 403 ? why : undefined} onOpen={open} />;
  return (
    <>
      <button type="button" class="skip" onClick={focusContent}>
        {t.common.skip}
      </button>
      <Header view={route.view} polled={polled} now={now} />
      <Banners polled={polled} now={now} />
      <main id="content" tabIndex={-1}>
        <View route={route} polled={polled} now={now} />
      </main>
    </>
  );
}

const isRefusal = (error: ApiError | undefined) => error?.status === 401 || error?.status === 403;

interface ViewProps {
  readonly route: Route;
  readonly polled: Polled<NowData>;
  readonly now: number;
}

function View({ route, polled, now }: ViewProps) {
  const { view, rest, query } = route;
  const title = t.common.views[view as keyof typeof t.common.views];
  const [kind, id = ''] = rest;
  if (view === 'history' && kind === 'alert') return <AlertView id={id} now={now} />;
  if (!title || rest.length > 0) return <NoPage />;
  return (
    <>
      <h1 class={view === 'now' ? 'hidden' : ''}>{title}</h1>
      {view === 'now' && <NowView polled={polled} now={now} />}
      {view === 'history' && <HistoryView query={query} customers={polled.data?.customers ?? {}} now={now} />}
      {view === 'report' && <ReportView query={query} now={now} />}
      {view === 'mutes' && <MutesView query={query} now={now} />}
      {view === 'policy' && <PolicyView now={now} />}
      {view === 'backtest' && <BacktestView />}
      {view === 'channels' && <ChannelsView now={now} />}
      {view === 'reference' && <ReferenceView />}
    </>
  );
}

function NoPage() {
  return (
    <>
      <Empty text={t.common.notFound} />
      <p class="center">
        <a class="button" href="#/now">
          {t.common.toNow}
        </a>
      </p>
    </>
  );
}

/** The app's clock, carried on by this machine's: a wrong clock here moves no deadline. */
function appTime(here: number, { headers, heardAt }: Polled<NowData>): number {
  const asOf = Date.parse(headers?.get('x-as-of') ?? '');
  return heardAt === undefined || Number.isNaN(asOf) ? here : asOf + Math.max(0, here - heardAt);
}

/** Not a link: `#content` would be the address of another view. */
function focusContent(): void {
  document.getElementById('content')?.focus();
}

function useTitle(view: string, questions: number): void {
  useEffect(() => {
    const name = t.common.views[view as keyof typeof t.common.views] ?? '';
    document.title = `${questions > 0 ? `(${questions}) ` : ''}${name} · ${t.common.product}`;
  }, [view, questions]);
}
