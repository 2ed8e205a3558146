import { timeText } from '../lib/times.ts';
import type { Polled } from '../lib/use-polled.ts';
import { failureText, Vendor } from '../parts/basics.tsx';
import { t } from '../texts/index.ts';
import type { NowData } from '../views/now/now-data.ts';

interface Props {
  readonly polled: Polled<NowData>;
  readonly now: number;
}

/** What everybody must know at once: no connection, and the kill switch. */
export function Banners({ polled, now }: Props) {
  const { data, error } = polled;
  return (
    <>
      <div role="status" class="banners">
        {error && data && <p class="banner warn">{troubleText(polled)}</p>}
      </div>
      {data?.killSwitch.on && <KillSwitchBanner killSwitch={data.killSwitch} now={now} />}
    </>
  );
}

function troubleText({ error, heardAt }: Polled<NowData>): string {
  if (error && !error.isOffline) return failureText(error);
  const texts = t.common.connection;
  return heardAt === undefined ? texts.neverReached : texts.offlineBanner(timeText(heardAt, Date.now()));
}

function KillSwitchBanner({ killSwitch, now }: { readonly killSwitch: NowData['killSwitch']; readonly now: number }) {
  const { setAt, setBy, reason } = killSwitch;
  const texts = t.common.kill;
  return (
    <p class="banner bad">
      <strong>{texts.banner(setAt ? timeText(setAt, now) : t.common.unknown, setBy ?? '')}</strong>{' '}
      <Vendor text={reason} /> <span class="muted">{texts.bannerMeaning}</span>
    </p>
  );
}
