import { useEffect, useRef, useState } from 'preact/hooks';
import { agoText } from '../lib/times.ts';
import type { Polled } from '../lib/use-polled.ts';
import { t } from '../texts/index.ts';
import type { NowData } from '../views/now/now-data.ts';
import { KillSwitchDialog } from './kill-switch-dialog.tsx';

interface Props {
  readonly view: string;
  readonly polled: Polled<NowData>;
  readonly now: number;
}

/** Name, views, connection and kill switch: on top of every view. */
export function Header({ view, polled }: Props) {
  const views = useRef<HTMLElement>(null);
  // On a phone they do not all fit.
  useEffect(() => {
    if (view !== '')
      views.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [view]);
  return (
    <header class="top">
      <a class="brand" href="#/now" aria-label={t.common.product}>
        <img src="/api/dashboard/icon.svg" alt="" width={28} height={28} />
        <span>{t.common.product}</span>
      </a>
      <nav aria-label={t.common.navigation} class="views" ref={views}>
        {Object.entries(t.common.views).map(([name, title]) => (
          <a key={name} href={`#/${name}`} {...(name === view && { 'aria-current': 'page' })}>
            {title}
            {name === 'now' && <Waiting count={polled.data?.questions.length ?? 0} />}
          </a>
        ))}
      </nav>
      <div class="right">
        <Connection polled={polled} />
        {polled.data && <KillSwitchButton polled={polled} />}
      </div>
    </header>
  );
}

function Waiting({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span class="waiting">
      {count}
      <span class="hidden"> {t.now.counts.questions}</span>
    </span>
  );
}

function Connection({ polled: { data, error, heardAt } }: { readonly polled: Polled<NowData> }) {
  const texts = t.common.connection;
  const [tone, text] = error ? ['bad', texts.offline] : data ? ['good', texts.live] : ['plain', texts.connecting];
  const hint = heardAt === undefined ? undefined : texts.liveHint(agoText(heardAt, Date.now()));
  return (
    <span class={`connection ${tone}`} title={hint}>
      {text}
    </span>
  );
}

function KillSwitchButton({ polled }: { readonly polled: Polled<NowData> }) {
  const [isOpen, setOpen] = useState(false);
  const isOn = polled.data?.killSwitch.on;
  const done = () => {
    setOpen(false);
    polled.refresh();
  };
  return (
    <>
      <button type="button" class={isOn ? 'kill strong bad' : 'kill'} onClick={() => setOpen(true)}>
        {isOn ? t.common.kill.on : isOn === false ? t.common.kill.off : t.common.kill.unknown}
      </button>
      {isOpen && <KillSwitchDialog isOn={isOn ?? false} onDone={done} onClose={() => setOpen(false)} />}
    </>
  );
}
