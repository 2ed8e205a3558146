import { fullTime, timeText } from '../../lib/times.ts';
import { Badge, Empty, type Tone, Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';

/** One step of an alert's way, as `GET /api/alerts/{id}/timeline` has it. */
export interface TimelineEntry {
  readonly at: string;
  readonly stage: string;
  readonly text: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

const TONES: Readonly<Record<string, Tone>> = {
  asked: 'warn',
  answered: 'info',
  sent: 'info',
  verified: 'good',
  closed: 'good',
};

/** The steps of an alert, the first on top, each with what it rests on. */
export function Timeline({ entries, now }: { readonly entries: readonly TimelineEntry[]; readonly now: number }) {
  const texts = t.history.one;
  if (entries.length === 0) return <Empty text={texts.noTimeline} />;
  return (
    <ol class="timeline">
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.stage} ${entry.text}`} class={TONES[entry.stage] ?? 'plain'}>
          <time dateTime={entry.at} title={fullTime(entry.at)}>
            {timeText(entry.at, now)}
          </time>
          <div>
            <Badge tone={TONES[entry.stage] ?? 'plain'}>{texts.stages[entry.stage] ?? entry.stage}</Badge>
            <p>
              <Vendor text={entry.text} />
            </p>
            <Facts facts={entry.facts ?? {}} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Facts({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (known.length === 0) return null;
  return (
    <details>
      <summary>{t.history.one.facts}</summary>
      <dl class="facts">
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Vendor text={typeof value === 'object' ? JSON.stringify(value) : String(value)} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
