import { useState } from 'preact/hooks';
import { getText } from '../../api/client.ts';
import { countText, durationText, timeText } from '../../lib/times.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Badge, Failure, Loading, type Tone, Vendor } from '../../parts/basics.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { t } from '../../texts/index.ts';
import { type Backtest, hasEnded, secondsLeft } from './backtest-data.ts';

const TONES: Readonly<Record<string, Tone>> = { done: 'good', failed: 'bad', reading: 'info', playing: 'info' };

/** As if today were another day: both ends of the period are written with theirs. */
const NEVER = 0;

interface Props {
  readonly one: Backtest;
  readonly onCancel: () => void;
}

/** One back-test: how far it is, or its report. */
export function BacktestItem({ one, onCancel }: Props) {
  const [isShown, setShown] = useState(false);
  const texts = t.backtest;
  const { id, state, since, startedAt, alerts, because } = one;
  return (
    <li class="backtest">
      <div class="line">
        <strong>{texts.from(timeText(since, NEVER), timeText(startedAt, NEVER))}</strong>
        <span class="actions">
          <span class="muted">{texts.alerts(countText(alerts))}</span>
          <Badge tone={TONES[state] ?? 'plain'}>{texts.states[state] ?? state}</Badge>
          {state === 'done' && (
            <button type="button" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? texts.hide : texts.show}
            </button>
          )}
          {!hasEnded(one) && (
            <button type="button" onClick={onCancel}>
              {texts.cancel}
            </button>
          )}
        </span>
      </div>
      {because && (
        <p class="muted">
          <Vendor text={because} />
        </p>
      )}
      {!hasEnded(one) && <Progress one={one} />}
      {isShown && <Report id={id} />}
    </li>
  );
}

function Progress({ one }: { readonly one: Backtest }) {
  const texts = t.backtest;
  const percent = Math.round(one.progress * 100);
  const left = secondsLeft(one);
  return (
    <>
      <progress max={100} value={percent} aria-label={texts.read(percent)} />
      <p class="muted">
        {one.state === 'playing' ? texts.playing : texts.read(percent)}
        {left !== undefined && `, ${texts.left(durationText(left))}`}
      </p>
    </>
  );
}

function Report({ id }: { readonly id: string }) {
  const path = `/backtests/${encodeURIComponent(id)}?format=html`;
  const { data, error, again } = useLoaded(path, () => getText(path));
  if (error) return <Failure error={error} retry={again} />;
  return data ? <PageFrame html={data.text} title={t.backtest.frame} /> : <Loading />;
}
