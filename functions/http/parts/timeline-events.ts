import type { AlertRow } from '../../../shared/domain/alerts/alert-row.ts';
import type { Trail, TrailEvent } from '../../../shared/domain/occurrences/course/trail.ts';
import type { Effect } from '../../../shared/storage/effects.ts';
import type { timelineTexts } from '../../../shared/texts/timeline/index.ts';

/** What can happen with an alert, in the usual order. */
export const eventKinds = [
  'raised',
  'seen',
  'recognised',
  'left-alone',
  'taken-up',
  'joined',
  'inspected',
  'decided',
  'asked',
  'answered',
  'sent',
  'verified',
  'reported',
  'resolved',
  'alert-ended',
  'closed',
] as const;

/** How an event is known: recorded by the app, said by Atera, or begun without a known end. */
export const certainties = ['recorded', 'reported', 'uncertain'] as const;

/** The tables that hold events. */
export const eventTables = ['alerts', 'outcomes', 'conditions', 'effects'] as const;

/** One event of a timeline; times are epoch ms. */
export interface Happened {
  readonly what: (typeof eventKinds)[number];
  readonly at: number;
  readonly known: (typeof certainties)[number];
  /** The table that holds it. */
  readonly from: (typeof eventTables)[number];
  readonly text: string;
  readonly code?: string;
  readonly by?: string;
  readonly approved?: boolean;
  readonly ticketId?: number;
  /** The same this often in a row, the latest at `lastAt`. */
  readonly times?: number;
  readonly lastAt?: number;
}

type Texts = ReturnType<typeof timelineTexts>;

interface Around {
  readonly alert: Pick<AlertRow, 'alertId'>;
  readonly runId: string | undefined;
  readonly texts: Texts;
}

/** Returns the events that the row of the occurrence keeps. */
export function trailEvents(trail: Trail | undefined, around: Around): Happened[] {
  return trail?.events.flatMap((event) => eventsOf(event, around)) ?? [];
}

function eventsOf(event: TrailEvent, { alert, runId = '', texts }: Around): Happened[] {
  const about = { at: event.at, known: 'recorded', from: 'conditions' } as const;
  const isOther = event.alertId !== undefined && event.alertId !== alert.alertId;
  switch (event.what) {
    case 'opened':
      return [{ ...about, what: 'taken-up', text: texts.takenUp({ runId }) }];
    case 'joined': {
      const text = isOther ? texts.joinedByOther({ alertId: event.alertId ?? 0 }) : texts.joined({ runId });
      return [{ ...about, what: 'joined', text }];
    }
    case 'asked':
      return [{ ...about, what: 'asked', text: texts.asked({ asks: event.text ?? '' }) }];
    case 'answered':
      return [{ ...about, what: 'answered', ...answerOf(event, texts) }];
    case 'verified':
      return [{ ...about, what: 'verified', ...codeOf(event), text: event.text ?? '' }];
    case 'decided':
      return [
        ...inspectionOf(event, texts),
        { ...about, what: 'decided', ...codeOf(event), ...timesOf(event), text: event.text ?? '' },
      ];
  }
}

function answerOf({ by = '?', approved = false, text }: TrailEvent, texts: Texts) {
  const said = approved ? texts.approved({ by }) : texts.rejected({ by });
  return { by, approved, text: text === undefined ? said : `${said} ${text}` };
}

function inspectionOf({ inspections }: TrailEvent, texts: Texts): Happened[] {
  if (!inspections) return [];
  const { count, lastAt } = inspections;
  const text = texts.inspected({ count });
  return [{ what: 'inspected', at: lastAt, known: 'recorded', from: 'conditions', times: count, text }];
}

function codeOf({ code }: TrailEvent) {
  return code === undefined ? {} : { code };
}

function timesOf({ times, lastAt }: TrailEvent) {
  return { ...(times !== undefined && { times }), ...(lastAt !== undefined && { lastAt }) };
}

/** The words for each kind of effect; a kind that another version of the app wrote is a comment. */
const reports = {
  ticket: 'ticket',
  'adopting-comment': 'adopting',
  'reopening-comment': 'reopening',
  'closing-comment': 'closing',
} as const satisfies Record<string, keyof Texts['reported']>;

/** Returns the event of one act on the outside world; none where it certainly did not happen. */
export function effectEvents(effect: Effect, texts: Texts): Happened[] {
  const { kind, ticketId, state } = effect;
  if (state === 'void') return [];
  const isCommand = kind === 'worklet' || kind === 'reboot';
  const number = ticketId === undefined ? texts.numberUnknown : String(ticketId);
  const report = texts.reported[reports[kind as keyof typeof reports] ?? 'comment'];
  const what = isCommand ? texts.sent[kind] : report({ ticketId: number });
  return [
    {
      what: isCommand ? 'sent' : 'reported',
      at: effect.intendedAt,
      known: state === 'done' ? 'recorded' : 'uncertain',
      from: 'effects',
      ...(ticketId !== undefined && { ticketId }),
      text: state === 'done' ? what : texts.begun({ what }),
    },
  ];
}
