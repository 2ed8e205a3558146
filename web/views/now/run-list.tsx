import { playbookName } from '../../lib/names.ts';
import { Ago, Badge, type Tone } from '../../parts/basics.tsx';
import { Paged } from '../../parts/paged.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import type { Run } from './now-data.ts';

const PAGE = 12;

interface Props {
  readonly label: string;
  readonly runs: readonly Run[];
  readonly isAsked: (run: Run) => boolean;
  readonly now: number;
  readonly onCancel: (run: Run) => void;
}

/** Occurrences, a page at a time. */
export function RunList({ label, runs, isAsked, now, onCancel }: Props) {
  const sorted = runs.toSorted((a, b) => (a.nextAt ?? '9').localeCompare(b.nextAt ?? '9') || a.id.localeCompare(b.id));
  return (
    <Paged items={sorted} size={PAGE} label={label}>
      {(page) => (
        <ul class="plain rows">
          {page.map((run) => (
            <RunRow key={run.id} isAsked={isAsked(run)} {...{ run, now, onCancel }} />
          ))}
        </ul>
      )}
    </Paged>
  );
}

interface RowProps {
  readonly run: Run;
  readonly isAsked: boolean;
  readonly now: number;
  readonly onCancel: (run: Run) => void;
}

function RunRow({ run, isAsked, now, onCancel }: RowProps) {
  const { deviceName, playbook, alertIds } = run;
  const texts = t.now.runs;
  const [alertId] = alertIds;
  return (
    <li class="run">
      <Subject of={run} about={playbookName(playbook)} />
      <State {...{ run, isAsked }} />
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

const TONES: Readonly<Record<string, Tone>> = { opening: 'info', remediating: 'info', watching: 'plain' };

function State({ run: { state, ticketId }, isAsked }: { readonly run: Run; readonly isAsked: boolean }) {
  const texts = t.now.runs;
  return (
    <span class="state">
      {isAsked ? (
        <Badge tone="warn">{texts.asked}</Badge>
      ) : (
        <Badge tone={TONES[state] ?? 'plain'}>{texts.state[state] ?? state}</Badge>
      )}
      {typeof ticketId === 'number' && <span class="ticket">{texts.ticket(ticketId)}</span>}
    </span>
  );
}

/** While a run is on, its deadline; a time that has passed is due with the next poll. */
function NextAt({ run: { state, nextAt }, now }: { readonly run: Run; readonly now: number }) {
  const texts = t.now.runs;
  return (
    <span class="next">
      <span class="muted">{state === 'remediating' ? texts.atTheLatest : texts.nextAt}</span>{' '}
      {nextAt ? Date.parse(nextAt) <= now ? texts.due : <Ago at={nextAt} now={now} /> : '–'}
    </span>
  );
}
