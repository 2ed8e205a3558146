import { appText } from '../../lib/app-text.ts';
import { fullTime, timeText } from '../../lib/times.ts';
import { Badge, Empty, type Tone, Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';

/** What happened with an alert, as `GET /api/alerts/{id}/timeline` says. */
export interface TimelineData {
  readonly events: readonly TimelineEvent[];
  /** What is missing, in words. */
  readonly notKnown: readonly string[];
}

interface TimelineEvent {
  readonly at: string;
  /** `raised`, `inspected`, `decided` and so on. */
  readonly what: string;
  /** `recorded` by the app, `reported` by Atera, or `uncertain`. */
  readonly known: string;
  readonly from: string;
  readonly text: string;
  /** The same decision several times in a row. */
  readonly times?: number;
  readonly lastAt?: string;
  readonly approved?: boolean;
  readonly code?: string;
}

const TONES: Readonly<Record<string, Tone>> = {
  decided: 'info',
  asked: 'warn',
  answered: 'info',
  sent: 'info',
  verified: 'good',
  reported: 'info',
  resolved: 'good',
  closed: 'good',
};

/** An end that was not reached, or not for sure, is drawn differently from one that was. */
function toneOf({ what, known, approved, code }: TimelineEvent): Tone {
  if (known === 'uncertain' || code === 'not-known') return 'warn';
  if (approved === false || code === 'did-not-help') return 'bad';
  return TONES[what] ?? 'plain';
}

/** The steps of an alert, the first on top, each with how it is known, and what is not known. */
export function Timeline({ data, now }: { readonly data: TimelineData; readonly now: number }) {
  const { events, notKnown } = data;
  const texts = t.history.one;
  return (
    <>
      {events.length === 0 && <Empty text={texts.noTimeline} />}
      <ol class="timeline">
        {events.map((event) => (
          <Step key={`${event.at} ${event.what} ${event.text}`} event={event} now={now} />
        ))}
      </ol>
      {notKnown.length > 0 && (
        <div class="note warn not-known">
          <h3>{texts.notKnown}</h3>
          <ul>
            {notKnown.map((text) => (
              <li key={text}>
                <Vendor text={appText(text)} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Step({ event, now }: { readonly event: TimelineEvent; readonly now: number }) {
  const { at, what, known, text, times, lastAt } = event;
  const texts = t.history.one;
  const tone = toneOf(event);
  return (
    <li class={tone}>
      <time dateTime={at} title={fullTime(at)}>
        {timeText(at, now)}
      </time>
      <div>
        <Badge tone={tone}>{texts.stages[what] ?? what}</Badge>{' '}
        {known !== 'recorded' && <span class="muted">{texts.known[known] ?? known}</span>}
        <p>
          <Vendor text={appText(text)} />
        </p>
        {lastAt !== undefined && <p class="muted">{texts.again(times ?? 2, timeText(lastAt, now))}</p>}
      </div>
    </li>
  );
}
