import type { ComponentChildren } from 'preact';
import { appName } from '../../lib/names.ts';
import { countText } from '../../lib/times.ts';
import type { Polled } from '../../lib/use-polled.ts';
import { Ago, Failure, Loading } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import { DirectoryCard } from './directory-card.tsx';
import { Muted } from './muted.tsx';
import type { NowData } from './now-data.ts';
import { Questions } from './questions.tsx';
import { Runs } from './runs.tsx';
import { Brakes, Budgets, HealthCard, Sites } from './side.tsx';

/** The view *Now*: what waits for a person, what is in flight, and how the app is. */
export function NowView({ polled, now }: { readonly polled: Polled<NowData>; readonly now: number }) {
  const { data, error, headers, refresh } = polled;
  if (!data) return error ? <Failure error={error} retry={refresh} /> : <Loading />;
  return (
    <>
      <Counts lastPoll={headers?.get('x-last-complete-poll')} {...{ data, now }} />
      {data.unread.length > 0 && <p class="note warn">{t.now.unread(data.unread.map(appName).join(', '))}</p>}
      <div class="columns">
        <div class="main-column">
          <Questions questions={data.questions} hasMore={data.moreQuestions} now={now} onAnswered={refresh} />
          <Runs data={data} now={now} onChanged={refresh} />
        </div>
        <div class="side-column">
          <Sites data={data} now={now} />
          <HealthCard health={data.health} />
          <DirectoryCard refreshedAt={data.directoryRefreshedAt} now={now} />
          <Budgets budgets={data.budgets} now={now} />
          <Brakes brakes={data.brakes} now={now} />
          <Muted data={data} now={now} />
        </div>
      </div>
    </>
  );
}

interface CountsProps {
  readonly data: NowData;
  readonly lastPoll: string | null | undefined;
  readonly now: number;
}

function Counts({ data, lastPoll, now }: CountsProps) {
  const texts = t.now.counts;
  const { questions, runs, siteIncidents, health } = data;
  const troubles = health.checks.filter(({ status }) => status !== 'ok').length;
  return (
    <dl class="counts" aria-label={texts.label}>
      <Count name={texts.questions} tone={questions.length > 0 ? 'warn' : ''}>
        {`${countText(questions.length)}${data.moreQuestions ? '+' : ''}`}
      </Count>
      <Count name={texts.inFlight}>{countText(questions.length + runs.length)}</Count>
      <Count name={texts.sites} tone={siteIncidents.length > 0 ? 'bad' : ''}>
        {countText(siteIncidents.length)}
      </Count>
      <Count name={t.now.health.title} tone={health.status === 'ready' ? '' : 'bad'}>
        {health.status === 'ready' ? texts.healthy(troubles) : t.now.health.notReady}
      </Count>
      <Count name={texts.lastPoll}>{lastPoll ? <Ago at={lastPoll} now={now} /> : texts.noPoll}</Count>
    </dl>
  );
}

function Count(props: { readonly name: string; readonly tone?: string; readonly children: ComponentChildren }) {
  return (
    <div class={`count-tile ${props.tone ?? ''}`}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
