import { useState } from 'preact/hooks';
import { countText } from '../../lib/times.ts';
import { Ago, Badge, Card, Empty, type Tone, Vendor } from '../../parts/basics.tsx';
import { Paged } from '../../parts/paged.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import type { Run } from './now-data.ts';

const PAGE = 12;

interface Props {
  readonly runs: readonly Run[];
  readonly now: number;
  readonly onChanged: () => void;
}

/** What is being handled now and what is watched, those that wake up next on top. */
export function Runs({ runs, now, onChanged }: Props) {
  const [cancelled, setCancelled] = useState<Run>();
  const [said, setSaid] = useState('');
  const texts = t.now.runs;
  const inFlight = runs.filter(isInFlight).toSorted(byNext);
  const watched = runs.filter((run) => !isInFlight(run)).toSorted(byNext);
  const done = () => {
    setCancelled(undefined);
    setSaid(texts.cancelled);
    onChanged();
  };
  return (
    <Card title={texts.title} id="runs" aside={<span class="count">{countText(runs.length)}</span>}>
      <p class="said" role="status">
        {said}
      </p>
      {runs.length === 0 && <Empty text={texts.none} hint={texts.noneHint} />}
      <Group title={texts.inFlight} runs={inFlight} {...{ now, onCancel: setCancelled }} />
      <Group title={texts.watched} runs={watched} {...{ now, onCancel: setCancelled }} />
      {cancelled && <CancelDialog run={cancelled} onDone={done} onClose={() => setCancelled(undefined)} />}
    </Card>
  );
}

/** Handled by a run now; a watched one waits for its next follow-up. */
export function isInFlight({ state }: Run): boolean {
  return state !== 'watching';
}

function byNext(a: Run, b: Run): number {
  return (a.nextAt ?? '9').localeCompare(b.nextAt ?? '9') || a.id.localeCompare(b.id);
}

interface GroupProps {
  readonly title: string;
  readonly runs: readonly Run[];
  readonly now: number;
  readonly onCancel: (run: Run) => void;
}

function Group({ title, runs, now, onCancel }: GroupProps) {
  if (runs.length === 0) return null;
  return (
    <>
      <h3>
        {title} <span class="count">{countText(runs.length)}</span>
      </h3>
      <Paged items={runs} size={PAGE} label={title}>
        {(page) => (
          <ul class="plain rows">
            {page.map((run) => (
              <RunRow key={run.id} {...{ run, now, onCancel }} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

const TONES: Readonly<Record<string, Tone>> = { opening: 'info', remediating: 'info', watching: 'plain' };

function RunRow({ run, now, onCancel }: { run: Run; now: number; onCancel: (run: Run) => void }) {
  const { deviceName, customerName, customerId, conditionKey, state, isAsked, alertIds } = run;
  const texts = t.now.runs;
  const [alertId] = alertIds;
  return (
    <li class="run">
      <Subject {...{ deviceName, customerName, customerId }} about={conditionKey} />
      <span class="state">
        {isAsked ? (
          <Badge tone="warn">{texts.asked}</Badge>
        ) : (
          <Badge tone={TONES[state] ?? 'plain'}>{texts.state[state] ?? state}</Badge>
        )}
        <Ticket run={run} />
      </span>
      <NextAt {...{ run, now }} />
      <span class="actions">
        {alertId !== undefined && (
          <a class="button" href={`#/history/alert/${alertId}`}>
            {texts.why} <span class="hidden">{deviceName}</span>
          </a>
        )}
        <button type="button" onClick={() => onCancel(run)}>
          {texts.cancel} <span class="hidden">{deviceName}</span>
        </button>
      </span>
    </li>
  );
}

/** While a run is on, its deadline; a time that has passed is due with the next poll. */
function NextAt({ run, now }: { readonly run: Run; readonly now: number }) {
  const texts = t.now.runs;
  const { nextAt } = run;
  return (
    <span class="next">
      <span class="muted">{run.state === 'remediating' ? texts.atTheLatest : texts.nextAt}</span>{' '}
      {nextAt === undefined ? '–' : Date.parse(nextAt) <= now ? texts.due : <Ago at={nextAt} now={now} />}
    </span>
  );
}

function Ticket({ run: { ticketId, ticketAdopted } }: { readonly run: Run }) {
  if (ticketId === undefined) return null;
  return (
    <span class="ticket" title={ticketAdopted ? t.now.runs.adopted : undefined}>
      <Vendor text={t.now.runs.ticket(ticketId)} />
    </span>
  );
}
