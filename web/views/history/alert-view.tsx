import { get } from '../../api/client.ts';
import { appText } from '../../lib/app-text.ts';
import { playbookName } from '../../lib/names.ts';
import { timeText } from '../../lib/times.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { vendorText } from '../../lib/vendor-text.ts';
import { Ago, Failure, Loading, Time, Vendor } from '../../parts/basics.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import { type Mute, muteAddress, partsOfRemediation } from '../mutes/mutes-data.ts';
import { StateBadge } from './outcome-table.tsx';
import { Timeline, type TimelineData } from './timeline.tsx';

/** As `GET /api/alerts/{id}/decision` says. */
interface Decision {
  readonly alertId: number;
  readonly state: string;
  readonly why: string;
  readonly nextEligibleAt: string | null;
  readonly mode: string | null;
  readonly alert: {
    readonly title?: string;
    readonly deviceName?: string;
    readonly customerName?: string;
    readonly customerId?: number;
    readonly open: boolean;
    readonly closedAt?: string;
  };
  readonly mute: Mute | null;
  readonly remediation: {
    readonly id: string;
    readonly playbook: string;
    readonly state?: string;
    readonly ticketId?: number;
  } | null;
}

/** One alert: what was decided and why, and on a timeline how it came to that. */
export function AlertView({ id, now }: { readonly id: string; readonly now: number }) {
  const path = `/alerts/${encodeURIComponent(id)}`;
  const decision = useLoaded(`${id} decision`, (signal) => get<Decision>(`${path}/decision`, signal));
  const timeline = useLoaded(`${id} timeline`, (signal) => get<TimelineData>(`${path}/timeline`, signal));
  const { data } = decision;
  return (
    <>
      <p class="back">
        <a href="#/history">{t.history.back}</a>
      </p>
      {decision.error ? (
        <Failure error={decision.error} retry={decision.again} />
      ) : data ? (
        <DecisionCard {...{ data, now }} />
      ) : (
        <Loading />
      )}
      {data && (
        <section class="card" aria-labelledby="timeline">
          <header>
            <h2 id="timeline">{t.history.one.timeline}</h2>
          </header>
          {timeline.error && <Failure error={timeline.error} retry={timeline.again} />}
          {timeline.isLoading && !timeline.data && <Loading />}
          {timeline.data && <Timeline data={timeline.data} now={now} />}
        </section>
      )}
    </>
  );
}

function DecisionCard({ data, now }: { readonly data: Decision; readonly now: number }) {
  const { alertId, alert, state, why, mode, nextEligibleAt, remediation } = data;
  const texts = t.history.one;
  const parts = partsOfRemediation(remediation?.id ?? '');
  return (
    <section class="card" aria-labelledby="alert">
      <p class="muted">{texts.title(alertId)}</p>
      <h1 id="alert">
        <Vendor text={alert.title} fallback={t.history.noTitle} />
      </h1>
      <Subject of={alert} about={playbookName(remediation?.playbook ?? '')} />
      <p class="why">
        <StateBadge state={state} /> <Vendor text={appText(why)} />
      </p>
      <dl class="facts">
        <Fact name={texts.alertState}>
          {alert.open || !alert.closedAt ? texts.open : texts.ended(timeText(alert.closedAt, now))}
        </Fact>
        {nextEligibleAt && <Next at={nextEligibleAt} isDeadline={remediation?.state === 'remediating'} now={now} />}
        {mode && <Fact name={texts.mode}>{mode}</Fact>}
        {remediation?.ticketId !== undefined && <Fact name={texts.ticket}>{remediation.ticketId}</Fact>}
      </dl>
      {data.mute && <p class="note warn">{t.mutes.held(timeText(data.mute.until, now), vendorText(data.mute.by))}</p>}
      {parts && !data.mute && alert.open && (
        <p>
          <a class="button" href={muteAddress({ ...parts, name: alert.deviceName ?? '' })}>
            {t.mutes.button}
          </a>
        </p>
      )}
    </section>
  );
}

interface NextProps {
  readonly at: string;
  /** A run is on: it ends by then. */
  readonly isDeadline: boolean;
  readonly now: number;
}

function Next({ at, isDeadline, now }: NextProps) {
  const { atTheLatest, due } = t.now.runs;
  return (
    <Fact name={isDeadline ? atTheLatest : t.history.one.next}>
      <Time at={at} now={now} /> ({Date.parse(at) <= now ? due : <Ago at={at} now={now} />})
    </Fact>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
