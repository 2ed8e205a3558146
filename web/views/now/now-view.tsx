import type { ComponentChildren } from 'preact';
import { countText } from '../../lib/times.ts';
import type { Polled } from '../../lib/use-polled.ts';
import { Ago, Failure, Loading } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { NowData } from './now-data.ts';
import { Questions } from './questions.tsx';
import { isInFlight, Runs } from './runs.tsx';
import { Brakes, Budgets, HealthCard, Sites } from './side.tsx';

/** The view *Now*: what waits for a person, what is in flight, and how the app is. */
export function NowView({ polled, now }: { readonly polled: Polled<NowData>; readonly now: number }) {
  const { data, error, refresh } = polled;
  if (!data) return error ? <Failure error={error} retry={refresh} /> : <Loading />;
  return (
    <>
      <Counts {...{ data, now }} />
      <div class="columns">
        <div class="main-column">
          <Questions questions={data.questions} now={now} onAnswered={refresh} />
          <Runs runs={data.runs} now={now} onChanged={refresh} />
        </div>
        <div class="side-column">
          <Sites sites={data.sites} now={now} />
          <HealthCard health={data.health} />
          <Budgets budgets={data.budgets} now={now} />
          <Brakes brakes={data.brakes} now={now} />
        </div>
      </div>
    </>
  );
}

function Counts({ data, now }: { readonly data: NowData; readonly now: number }) {
  const texts = t.now.counts;
  const inFlight = data.runs.filter(isInFlight).length;
  return (
    <dl class="counts" aria-label={texts.label}>
      <Count name={texts.questions} tone={data.questions.length > 0 ? 'warn' : ''}>
        {countText(data.questions.length)}
      </Count>
      <Count name={texts.inFlight}>{countText(inFlight)}</Count>
      <Count name={texts.watched}>{countText(data.runs.length - inFlight)}</Count>
      <Count name={texts.sites} tone={data.sites.length > 0 ? 'bad' : ''}>
        {countText(data.sites.length)}
      </Count>
      <Count name={texts.lastPoll}>{data.lastPollAt ? <Ago at={data.lastPollAt} now={now} /> : texts.noPoll}</Count>
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
