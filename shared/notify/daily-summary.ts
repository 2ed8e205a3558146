import { pendingQuestion } from '../domain/approvals/answer.ts';
import type { Condition } from '../domain/occurrences/condition.ts';
import type { Outcome } from '../domain/occurrences/course/outcome.ts';
import { remediationId } from '../domain/occurrences/keys.ts';
import { DAY_MS } from '../durations.ts';
import type { Check } from '../health.ts';
import { countDay } from '../reports/count-day.ts';
import type { Counted } from '../reports/day-figures.ts';
import { MOST_QUESTIONS } from './channels/message.ts';
import { eventId, fitted, type NotifyEvent } from './event.ts';

type Summary = NonNullable<NotifyEvent['summary']>;

/** What a summary is made of. A part that could not be read is absent. */
export interface SummaryParts {
  readonly day: string;
  /** Epoch ms. */
  readonly to: number;
  /** Of alerts first listed on the days of the summary, or more. */
  readonly outcomes: readonly Outcome[] | undefined;
  readonly open: readonly Condition[];
  readonly mutes: Summary['mutes'];
  readonly checks: readonly Check[];
  /** What a customer is called. */
  nameOf(customerId: number | undefined): string | undefined;
}

/** As many as people read in a message. */
const MOST_LINES = 25;

/** Returns the summary of the day that ends at `to`; the same day always has the same id. */
export async function summaryEvent(parts: SummaryParts): Promise<NotifyEvent> {
  const { day, to, open, mutes, checks } = parts;
  const from = to - DAY_MS;
  const warnings = checks.filter(({ status }) => status !== 'ok').map(({ name, detail }) => `${name}: ${detail}`);
  const summary: Summary = {
    ...{ from, to, figures: await figuresOf(parts, from) },
    questions: questionsOf(parts),
    held: open.flatMap((row) => heldOf(parts, row)).slice(0, MOST_LINES),
    mutes: mutes.slice(0, MOST_LINES),
    warnings,
  };
  return { id: eventId('daily-summary', day), event: 'daily-summary', at: to, text: day, summary };
}

async function figuresOf({ outcomes, to }: SummaryParts, from: number): Promise<Summary['figures']> {
  if (!outcomes) return {};
  const own = outcomes.filter(({ firstListedAt }) => firstListedAt >= from && firstListedAt < to);
  const { customers } = await countDay(own);
  const sum = (name: Counted) => customers.reduce((all, { counts }) => all + (counts[name] ?? 0), 0);
  return {
    alertsSeen: sum('alerts'),
    takenUp: sum('takenUp'),
    recovered: sum('recovered'),
    fixed: sum('fixed'),
    ticketsOpened: sum('tickets'),
    failed: own.filter(({ state }) => state === 'failed').length,
  };
}

/** The oldest first, with the text that each was asked with. */
function questionsOf({ open, to, nameOf }: SummaryParts): Summary['questions'] {
  const asked = open.flatMap((row) => {
    const question = pendingQuestion(row, to);
    return question ? [{ row, question }] : [];
  });
  const oldest = asked.sort((one, other) => one.question.askedAt - other.question.askedAt).slice(0, MOST_QUESTIONS);
  return oldest.map(({ row, question: { number, evidence, expiresAt, asks, askedAt } }) => {
    const { customerId, deviceName, playbook } = row;
    const runId = remediationId(row);
    return fitted({
      ...{ id: eventId('approval-needed', runId, number, evidence), event: 'approval-needed', at: askedAt },
      ...{ customerId, customerName: nameOf(customerId), deviceName, playbook, remediationId: runId },
      ...{ question: { number, evidence, expiresAt }, text: asks },
    });
  });
}

function heldOf(
  { to, nameOf }: SummaryParts,
  { ticket, ticketId, deviceName, customerId }: Condition,
): Summary['held'] {
  const { hold } = ticket ?? {};
  if (!hold || hold.until <= to) return [];
  return [{ ticketId, deviceName, customerName: nameOf(customerId), until: hold.until }];
}
