import { useState } from 'preact/hooks';
import { timeText } from '../../lib/times.ts';
import { usePolled } from '../../lib/use-polled.ts';
import { Failure, Loading } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import { MuteForm } from './mute-form.tsx';
import { MuteList } from './mute-list.tsx';
import type { CreatedMute, Mutes } from './mutes-data.ts';

const STATES = ['in-force', 'planned', 'ended'] as const;

/** The view *Mutes*: what is left alone, what is planned, what has ended, and a new one. */
export function MutesView({ query, now }: { readonly query: URLSearchParams; readonly now: number }) {
  const { data, error, refresh } = usePolled<Mutes>('/mutes');
  const [made, setMade] = useState<CreatedMute>();
  const of = (name: string) => query.get(name) ?? '';
  const prefilled = { device: of('device'), name: of('name'), condition: of('condition') };
  const onMade = (mute: CreatedMute) => {
    setMade(mute);
    refresh();
  };
  return (
    <>
      <p class="muted lead">{t.mutes.what}</p>
      <p class="said" role="status">
        {made && t.mutes.made(timeText(made.until, now))} {made?.note && t.mutes.notKnown}
      </p>
      <MuteForm key={query.toString()} {...{ prefilled, now, onMade }} />
      {data && data.unreadable > 0 && <p class="note warn">{t.mutes.unreadable(data.unreadable)}</p>}
      {error && !data && <Failure error={error} retry={refresh} />}
      {!data && !error && <Loading />}
      {data && STATES.map((state) => <MuteList key={state} {...{ state, now, mutes: data.mutes }} onEnded={refresh} />)}
    </>
  );
}
