import { call } from '../../api/client.ts';
import { appName } from '../../lib/names.ts';
import { countText, timeText } from '../../lib/times.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Ago, Badge, Card, Failure, Loading, Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import { type Directory, type Refreshing, useDirectory } from './directory-data.ts';

/** When the devices of both vendors were last listed, on how many the app can act, and how to list them again. */
export function DirectoryCard({ refreshedAt, now }: { readonly refreshedAt: string | null; readonly now: number }) {
  const texts = t.now.directory;
  const { data, error, again } = useDirectory(refreshedAt);
  const action = useAction();
  const refresh = async () => {
    if (await action.run(() => call('/directory/refresh', { method: 'POST' }))) again();
  };
  const isBusy = action.isBusy || (data?.refreshing ?? null) !== null;
  return (
    <Card
      title={texts.title}
      id="directory"
      aside={
        <button type="button" class="small" disabled={isBusy} onClick={() => void refresh()}>
          {texts.refresh}
        </button>
      }
    >
      {action.error && <Failure error={action.error} />}
      {error && !data && <Failure error={error} retry={again} />}
      {!data && !error && <Loading />}
      {data && <State {...{ data, now }} />}
    </Card>
  );
}

function State({ data, now }: { readonly data: Directory; readonly now: number }) {
  const texts = t.now.directory;
  const { refreshedAt, agents, servers, refreshing, lastFailure } = data;
  return (
    <div class="lines">
      {refreshing && <Progress {...{ refreshing, now }} />}
      {!refreshing && lastFailure && (
        <p>
          <Badge tone="warn">{texts.failed(timeText(lastFailure.at, now))}</Badge>{' '}
          <Vendor text={lastFailure.because} fallback={texts.noCause} />
        </p>
      )}
      {refreshedAt === null ? (
        <p class="muted">{texts.never}</p>
      ) : (
        <p>
          {texts.listed} <Ago at={refreshedAt} now={now} />: {texts.counts(countText(agents), countText(servers))}
        </p>
      )}
      {data.coverage && <Coverage coverage={data.coverage} />}
    </div>
  );
}

function Progress({ refreshing, now }: { readonly refreshing: Refreshing; readonly now: number }) {
  const texts = t.now.directory;
  const { startedAt, stage, list, lists, pagesRead, pages } = refreshing;
  const name = texts.stage(stage, list ?? 0, lists ?? 0);
  const isListing = stage === 'atera' || stage === 'automox';
  return (
    <div role="status">
      <div class="line">
        <span>{name}</span>
        {isListing && (
          <span class="muted">{texts.pages(countText(pagesRead), pages === null ? null : countText(pages))}</span>
        )}
      </div>
      <progress aria-label={name} max={pages ?? 1} {...(pages !== null && { value: Math.min(pagesRead, pages) })} />
      <p class="muted">
        {texts.begun} <Ago at={startedAt} now={now} />
      </p>
    </div>
  );
}

function Coverage({ coverage: { withActions, without } }: { readonly coverage: NonNullable<Directory['coverage']> }) {
  const texts = t.now.directory;
  const others = Object.entries(without).sort(([, one], [, other]) => other - one);
  const all = others.reduce((sum, [, count]) => sum + count, withActions);
  return (
    <>
      <p>{texts.matched(countText(withActions), countText(all))}</p>
      {others.length > 0 && (
        <details>
          <summary>{texts.why}</summary>
          <ul class="plain lines">
            {others.map(([code, count]) => (
              <li key={code} class="line">
                <span>{texts.reasons[code] ?? appName(code)}</span>
                <span class="muted">{countText(count)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
