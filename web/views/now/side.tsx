import { appName } from '../../lib/names.ts';
import { countText, timeText } from '../../lib/times.ts';
import { Ago, Badge, Card, type Tone, Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { Brake, BudgetLine, Health, NowData } from './now-data.ts';

/** Sites that are quiet, and whether Atera itself is suspected. */
export function Sites({ data, now }: { readonly data: NowData; readonly now: number }) {
  const texts = t.now.sites;
  const { siteIncidents, ateraSuspected } = data;
  return (
    <Card title={texts.title} id="sites">
      {siteIncidents.length === 0 && !ateraSuspected && <p class="muted">{texts.none}</p>}
      <ul class="plain lines">
        {ateraSuspected && (
          <li>
            <Badge tone="bad">{texts.suspected}</Badge> <Ago at={ateraSuspected.since} now={now} />
          </li>
        )}
        {siteIncidents.map(({ customerId, customerName, quiet, of, since }) => (
          <li key={customerId} class="line">
            <strong>
              <Vendor text={customerName} fallback={t.common.customerNumber(customerId ?? 0)} />
            </strong>
            <span>
              <Badge tone="bad">{texts.devices(quiet, of)}</Badge> <Ago at={since} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Customers for whom nothing is done to devices for a while. */
export function Brakes({ brakes, now }: { readonly brakes: readonly Brake[]; readonly now: number }) {
  const texts = t.now.brakes;
  return (
    <Card title={texts.title} id="brakes">
      {brakes.length === 0 && <p class="muted">{texts.none}</p>}
      <ul class="plain lines">
        {brakes.map(({ customerId, customerName, until, because }) => (
          <li key={customerId}>
            <strong>
              <Vendor text={customerName} fallback={t.common.customerNumber(customerId ?? 0)} />
            </strong>{' '}
            {texts.because[because] ?? because} <Badge tone="warn">{texts.until(timeText(until, now))}</Badge>
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
  const { budget, usedPercent, share, effectiveShare, waiting, pausedUntil } = line;
  const texts = t.now.budgets;
  const queued = Object.values(waiting).reduce((sum, count) => sum + count, 0);
  const name = appName(budget);
  return (
    <>
      <div class="line">
        <span>{name}</span>
        <span class="muted">{texts.use(usedPercent, countText(effectiveShare))}</span>
      </div>
      <meter min={0} max={100} high={80} optimum={0} value={usedPercent} aria-label={name} />
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
          <Badge tone={TONES[status] ?? 'plain'}>{t.now.health[status]}</Badge> <strong>{appName(name)}</strong>
          <span class="muted"> {detail}</span>
        </li>
      ))}
    </ul>
  );
}
