import { agoText } from '../../lib/times.ts';
import { Badge, Card, Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { NowData } from './now-data.ts';

/** What people want left alone now; the page of mutes has them all. */
export function Muted({ data: { mutes, moreMutes }, now }: { readonly data: NowData; readonly now: number }) {
  const texts = t.mutes.list;
  return (
    <Card title={texts['in-force']} id="muted" aside={<a href="#/mutes">{t.common.views.mutes}</a>}>
      {mutes.length === 0 && <p class="muted">{texts.none['in-force']}</p>}
      <ul class="plain lines">
        {mutes.map(({ id, device, customer, until }) => (
          <li key={id} class="line">
            <strong>
              <Vendor
                text={device ? (device.name ?? device.key) : customer?.name}
                fallback={t.common.customerNumber(customer?.id ?? 0)}
              />
            </strong>
            <Badge tone="warn">{texts.ends(agoText(until, now))}</Badge>
          </li>
        ))}
      </ul>
      {moreMutes && <p class="muted">…</p>}
    </Card>
  );
}
