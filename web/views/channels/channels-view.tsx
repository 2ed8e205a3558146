import { get } from '../../api/client.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, Failure, Loading } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import { ChannelCard } from './channel-card.tsx';
import type { ChannelList } from './channels-data.ts';

/** The view *Channels*: where people are notified of what, how each channel is, and a test of it. */
export function ChannelsView({ now }: { readonly now: number }) {
  const { data, error, again } = useLoaded('/channels', (signal) => get<ChannelList>('/channels', signal));
  const texts = t.channels;
  return (
    <>
      <p class="muted lead">{texts.what}</p>
      {error && !data && <Failure error={error} retry={again} />}
      {!data && !error && <Loading />}
      {data?.channels.length === 0 && <Empty text={texts.none} hint={texts.noneHint} />}
      {data?.channels.map((channel) => (
        <ChannelCard key={channel.name} channel={channel} now={now} onTested={again} />
      ))}
      {data && data.channels.length > 0 && (
        <p class="muted test">{texts.summaryAt(data.dailySummaryAt, data.timeZone)}</p>
      )}
    </>
  );
}
