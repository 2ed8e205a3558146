import { useState } from 'preact/hooks';
import { call } from '../../api/client.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { usePolled } from '../../lib/use-polled.ts';
import { Card, Empty, Failure, failureText, Loading } from '../../parts/basics.tsx';
import { Field } from '../../parts/dialog.tsx';
import { t } from '../../texts/index.ts';
import { type Backtest, hasEnded } from './backtest-data.ts';
import { BacktestItem } from './backtest-item.tsx';

const DAYS = '30';

interface List {
  readonly backtests: readonly Backtest[];
}

const haveAllEnded = ({ backtests }: List) => backtests.every(hasEnded);

/** The view *Back-test*: starts one, shows how far it is, and its report. */
export function BacktestView() {
  const polled = usePolled<List>('/backtests', { isSettled: haveAllEnded });
  const [adminKey, setAdminKey] = useState('');
  const [triedKey, setTriedKey] = useState('');
  const action = useAction();
  const { data, error, refresh } = polled;
  const texts = t.backtest;
  const send = async (path: string, body: object) => {
    const key = adminKey.trim();
    setTriedKey(key);
    if (await action.run(() => call(path, { method: 'POST', body, key }))) refresh();
  };
  const isRunning = data !== undefined && !haveAllEnded(data);
  const isRefused = action.error?.status === 401;
  const needsKey = isRefused || adminKey !== '';
  return (
    <>
      <p class="muted lead">{texts.what}</p>
      <StartForm
        {...{ adminKey, isRunning, isBusy: action.isBusy, needsKey }}
        onKey={setAdminKey}
        onStart={(days) => void send('/backtests', { days })}
      />
      {action.error && !(isRefused && triedKey === '') && (
        <p class="note" role="alert">
          {failureText(action.error)}
        </p>
      )}
      {error && !data && <Failure error={error} retry={refresh} />}
      {!data && !error && <Loading />}
      {data && (
        <Card title={texts.all} id="backtests">
          {data.backtests.length === 0 && <Empty text={texts.none} hint={texts.noneHint} />}
          <ul class="plain rows">
            {data.backtests.map((one) => (
              <BacktestItem
                key={one.id}
                one={one}
                onCancel={() => void send(`/backtests/${encodeURIComponent(one.id)}/cancel`, {})}
              />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

interface StartProps {
  readonly adminKey: string;
  readonly needsKey: boolean;
  readonly isRunning: boolean;
  readonly isBusy: boolean;
  readonly onKey: (key: string) => void;
  readonly onStart: (days: number) => void;
}

/** The admin key is asked for only where the app has refused without it. */
function StartForm({ adminKey, needsKey, isRunning, isBusy, onKey, onStart }: StartProps) {
  const [days, setDays] = useState(DAYS);
  const texts = t.backtest;
  const count = Number(days);
  const isFine = Number.isInteger(count) && count >= 1;
  const start = (event: Event) => {
    event.preventDefault();
    if (isFine) onStart(count);
  };
  return (
    <form class="start-form" onSubmit={start}>
      <Field label={texts.days} type="number" value={days} onInput={setDays} isRequired />
      {needsKey && (
        <Field
          label={texts.adminKey}
          type="password"
          hint={texts.adminWhy}
          value={adminKey}
          onInput={onKey}
          isRequired
        />
      )}
      <button type="submit" class="strong good" disabled={isBusy || isRunning || !isFine}>
        {isBusy ? texts.starting : texts.start}
      </button>
    </form>
  );
}
