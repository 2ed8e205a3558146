import { countText, timeText } from '../../lib/times.ts';
import { Ago, Badge, Card, type Tone, Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { Brake, BudgetLine, Health, Site } from './now-data.ts';

/** Sites that are quiet. */
export function Sites({ sites, now }: { readonly sites: readonly Site[]; readonly now: number }) {
  const texts = t.now.sites;
  return (
    <Card title={texts.title} id="sites">
      {sites.length === 0 && <p class="muted">{texts.none}</p>}
      <ul class="plain lines">
        {sites.map(({ name, since, devices, ticketId, isVendor }) => (
          <li key={name}>
            <Badge tone="bad">{isVendor ? texts.suspected : <Vendor text={name} />}</Badge>{' '}
            {!isVendor && texts.devices(devices)} · <Ago at={since} now={now} />
            {ticketId !== undefined && ` · ${t.now.runs.ticket(ticketId)}`}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What holds actions back. */
export function Brakes({ brakes, now }: { readonly brakes: readonly Brake[]; readonly now: number }) {
  const texts = t.now.brakes;
  return (
    <Card title={texts.title} id="brakes">
      {brakes.length === 0 && <p class="muted">{texts.none}</p>}
      <ul class="plain lines">
        {brakes.map(({ text, until }) => (
          <li key={text}>
            <Vendor text={text} />
            {until && (
              <>
                {' · '}
                <Ago at={until} now={now} />
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Use of each vendor limit. */
export function Budgets({ budgets, now }: { readonly budgets: readonly BudgetLine[]; readonly now: number }) {
  const texts = t.now.budgets;
  return (
    <Card title={texts.title} id="budgets">
      {budgets.length === 0 && <p class="muted">{texts.none}</p>}
      <ul class="plain lines">
        {budgets.map((line) => (
          <li key={line.budget}>
            {line.problem ? <Badge tone="bad">{line.problem}</Badge> : <Budget {...{ line, now }} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Budget({ line, now }: { readonly line: BudgetLine; readonly now: number }) {
  const { budget, used, share, effectiveShare, windowSeconds, waiting, pausedUntil } = line;
  const texts = t.now.budgets;
  const queued = Object.values(waiting).reduce((sum, count) => sum + count, 0);
  const name = t.common.playbook(budget);
  return (
    <>
      <div class="line">
        <span>{name}</span>
        <span class="muted">{texts.use(countText(used), countText(share), windowSeconds)}</span>
      </div>
      <meter min={0} max={share} high={share * 0.8} optimum={0} value={used} aria-label={name} />
      <div class="notes">
        {effectiveShare < share && <Badge tone="warn">{texts.reduced(countText(effectiveShare))}</Badge>}
        {pausedUntil && <Badge tone="bad">{texts.paused(timeText(pausedUntil, now))}</Badge>}
        {queued > 0 && <Badge tone="info">{texts.waiting(queued)}</Badge>}
      </div>
    </>
  );
}

const TONES: Readonly<Record<string, Tone>> = { ok: 'good', warning: 'warn', failed: 'bad' };

/** The checks of health; those that are well are folded away. */
export function HealthCard({ health }: { readonly health: Health }) {
  const texts = t.now.health;
  const troubles = health.checks.filter(({ status }) => status !== 'ok');
  const well = health.checks.filter(({ status }) => status === 'ok');
  const isReady = health.status === 'ready';
  const aside = <Badge tone={isReady ? 'good' : 'bad'}>{isReady ? texts.ready : texts.notReady}</Badge>;
  return (
    <Card title={texts.title} id="health" aside={aside}>
      <Checks checks={troubles} />
      <details>
        <summary>{troubles.length === 0 ? texts.allWell(well.length) : texts.show}</summary>
        <Checks checks={well} />
      </details>
    </Card>
  );
}

function Checks({ checks }: { readonly checks: Health['checks'] }) {
  return (
    <ul class="plain lines">
      {checks.map(({ name, status, detail }) => (
        <li key={name}>
          <Badge tone={TONES[status] ?? 'plain'}>{t.now.health[status]}</Badge>{' '}
          <strong>{t.common.playbook(name)}</strong>
          <span class="muted"> {detail}</span>
        </li>
      ))}
    </ul>
  );
}
