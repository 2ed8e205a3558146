import { HOUR, MINUTE } from '../../helpers/app/app.ts';
import type { Evidence, GivenAnswer } from '../evidence.ts';
import { beganAt, commandRequests, isWithin, minuteOf, overlaps, wasDisturbed } from './facts.ts';
import { type Rule, T, times } from './rule.ts';
import type { Said } from './said.ts';

/**
 * A run that was notified of an answer needs this long for its inspection; until then an outcome
 * may still say what was asked.
 */
const ANSWER_PASSES_ON = 40 * MINUTE;

/** The longest that the activity of a lost worker stays hidden, and a run's time to speak. */
const LOST_FOR = 4 * HOUR;

/** What the texts say of commands, questions and answers. */
export const commandRules: readonly Rule[] = [
  { says: times`^Approved by (\w+) \(typed, not verified\), sent ${T} UTC\.$`, isFalse: sentIsFalse },
  { says: /^Whether Automox took it is not known; it is not sent again\.$/, isFalse: unknownIsFalse },
  {
    says: /^Whether the device was ordered to reboot is not known, and no new boot was detected\.$/,
    isFalse: unknownIsFalse,
  },
  {
    says: /^(?:Nothing was done to the device|nothing was changed on (?:the|any) device|the device was not rebooted by the app|nothing was done)\b/i,
    isFalse: nothingIsFalse,
  },
  {
    says: times`Approved by (\w+) \(typed, not verified\) ${T} UTC(?:; it was not done|, but it was not done|, but it could not be done|; it is not done yet|; that was good until|; the device is inspected once more)`,
    isFalse: notDoneIsFalse,
  },
  {
    says: /Approved by (\w+) \(typed, not verified\)[.,;]/,
    isFalse: (evidence, said) => (approvals(evidence, said).length > 0 ? undefined : 'nobody approved'),
  },
  {
    says: times`^What (\w+) \(typed, not verified\) approved ${T} UTC has changed since`,
    isFalse: (evidence, said) => (approvals(evidence, said).length > 0 ? undefined : 'nobody approved'),
  },
  {
    says: /^(\w+) \(typed, not verified\) said no: month end\.$/,
    isFalse: ({ answers }, { at, until }) =>
      answers.some((one) => one.how === 'reject' && one.at <= Math.max(at, until)) ? undefined : 'nobody said no',
  },
  {
    says: /^Nobody approved it within (\d+) hours\.$/,
    isFalse: ({ answers }, { at }, [, hours]) =>
      certain(answers).some((one) => one.how === 'approve' && isWithin(one.at, [at - Number(hours) * HOUR, at]))
        ? 'a person approved it'
        : undefined,
  },
  { says: times`^Waits for a person's approval until ${T} UTC \(evidence (\w+)\)\.$`, isFalse: waitsIsFalse },
  {
    says: /The kill switch is on \(restore under way\): the app may not/,
    isFalse: ({ killSwitch }, { at }) =>
      killSwitch.some((span) => overlaps(span, [at - HOUR, at])) ? undefined : 'the kill switch was off',
  },
  {
    says: times`[Mm]uted by Kim until ${T} UTC(?:: patch day\.$| \(patch day\): )`,
    isFalse: ({ muted }, { at }) =>
      muted.some((span) => overlaps(span, [at - HOUR, at])) ? undefined : 'it was not muted',
  },
  {
    says: times`^Muted from ${T} UTC until ${T} UTC by Kim(?: \(ended by Kim\))?: patch day\.$`,
    isFalse: ({ muted }, _, [, since = '']) =>
      muted.some(([from]) => isWithin(from, minuteOf(since))) ? undefined : 'it was not muted then',
  },
  {
    says: /^Automox says that it (?:succeeded|failed with exit code (\d+))\.$/,
    isFalse: ({ workletRuns }, { at }, [, code = '0']) =>
      workletRuns.some((run) => run.at <= at && run.exitCode === Number(code)) ? undefined : 'no such run',
  },
  {
    says: times`^It ended on ${T} UTC after the same, and it is back within \d+ days: that was no fix\.$`,
    isFalse: ({ commands }, { about }, [, time = '']) =>
      commands.some(({ at, device }) => device === about.device && at <= minuteOf(time)[1])
        ? undefined
        : 'nothing was done',
  },
  {
    says: /^Attempts so far: (\d+) in the last 24 hours and \d+ in the last 7 days;/,
    isFalse: (evidence, { at }, [, made]) =>
      commandRequests(evidence).filter((one) => one.at <= at).length >= Number(made) ? undefined : 'there were fewer',
  },
  { says: /^Nothing more was done to the device\b/, isFalse: moreIsFalse },
  { says: times`^No further attempt is made before ${T} UTC\.$` },
  {
    says: times`Nobody answered until ${T} UTC; the app continues without an answer\.$`,
    isFalse: ({ answers }, _said, [, time = '']) =>
      certain(answers).some(({ at }) => isWithin(at, minuteOf(time), 6 * HOUR) && at <= minuteOf(time)[1])
        ? 'somebody answered'
        : undefined,
  },
  // What a worklet printed.
  {
    says: times`^(?:Automox has not reported an output of|Automox reports several runs on this device that may be that of|Reported by Automox of) worklet \d+, sent ${T} UTC(?:\.$|:| \(text from the device)`,
    isFalse: (evidence, { about }, [, time = '']) =>
      evidence.commands.some(({ at, device }) => device === about.device && isWithin(at, minuteOf(time), MINUTE))
        ? undefined
        : 'Automox took no command then',
  },
  {
    says: /^Exit code: (-?\d+)\.$/,
    isFalse: ({ workletRuns }, { about }, [, code]) =>
      workletRuns.some(({ device, exitCode }) => device === about.device && exitCode === Number(code))
        ? undefined
        : 'no run of the device had that code',
  },
  {
    says: /^(?:Automox reports nothing of what it printed\.|(?:Output|Error output)(?: \([^)]*\))?:(?: none\.)?|Automox says: .*)$/,
  },
  // A result that is not known claims nothing; what is proposed is not said to be done.
  { says: /^(?:Run Automox worklet|Reboot the) [^;]*(?:%|; its last boot was .* UTC)\.$/ },
  { says: /^Whether (?:it helped|the device rebooted) is not known\b/ },
  {
    says: /^(?:Its result is being verified|It has left the queue of the device; Automox reports no result|It is not in the queue of the device, and Automox reports no result: whether it ran is not known|It had not ended after \d+ minutes)\.$/,
  },
  { says: times`^It is tried again, until ${T} UTC\.$` },
  { says: /^A cleanup could not be run: / },
  { says: /^It was approved; the device is not connected to Automox/ },
];

/** Those that the app certainly took. */
function certain(answers: readonly GivenAnswer[]): readonly GivenAnswer[] {
  return answers.filter(({ mayCount }) => !mayCount);
}

/** The approvals there had been by the time of a text. */
function approvals({ answers }: Evidence, { at, until }: Said): readonly GivenAnswer[] {
  return answers.filter((one) => one.how === 'approve' && one.at <= Math.max(at, until));
}

function sentIsFalse(evidence: Evidence, said: Said, [, by, time = '']: RegExpExecArray): string | undefined {
  const minute = minuteOf(time);
  if (by !== 'Ada' || !evidence.answers.some((one) => one.how === 'approve' && one.at <= minute[1]))
    return 'nobody approved';
  const taken = evidence.commands.some(
    ({ at, device }) => device === said.about.device && isWithin(at, minute, MINUTE),
  );
  if (taken || said.whole.includes('Whether Automox took it is not known')) return undefined;
  return 'Automox took no command then';
}

/** Only where an answer, or the worker that had it, was really lost. */
function unknownIsFalse(evidence: Evidence, { whole, where, at, until }: Said): string | undefined {
  const time = times`sent ${T} UTC`.exec(whole)?.[1];
  if (time === undefined) return 'nothing is said to be sent';
  const span = minuteOf(time);
  const sent = commandRequests(evidence).filter(({ at }) => isWithin(at, span, MINUTE));
  if (sent.some(({ status }) => status === undefined || status >= 500)) return undefined;
  // Nobody learned of it, whatever it was.
  if ((evidence.gone ?? []).some((one) => isWithin(one, span, MINUTE))) return undefined;
  // Whoever had the answer may have been lost for a while; a ticket is for good.
  const isRefused = sent.length > 0 && sent.every(({ status = 0 }) => status >= 400);
  if (isRefused && (where === 'ticket' || until > at + LOST_FOR)) return 'Automox refused it';
  return wasDisturbed(evidence, span) ? undefined : 'the log shows what became of it';
}

function nothingIsFalse(evidence: Evidence, { about, at }: Said): string | undefined {
  const began = beganAt(evidence, about, at);
  const kind = about.condition === 'reboot' ? 'reboot' : 'worklet';
  const done = evidence.commands.filter(
    (one) => one.device === about.device && one.kind === kind && isWithin(one.at, [began, at]),
  );
  return done.length > 0 ? `${done.length} command(s) were taken before` : undefined;
}

function moreIsFalse({ commands }: Evidence, { about, at }: Said): string | undefined {
  return commands.some((one) => one.device === about.device && one.at <= at) ? undefined : 'nothing was done at all';
}

function notDoneIsFalse(evidence: Evidence, said: Said, [, by, time = '']: RegExpExecArray): string | undefined {
  const { answers, commands } = evidence;
  const minute = minuteOf(time);
  const answer = answers.find((one) => one.how === 'approve' && isWithin(one.at, minute, MINUTE));
  if (by !== 'Ada' || !answer) return 'nobody approved then';
  const next = answers.find((one) => one.how === 'approve' && one.at > answer.at)?.at ?? Number.POSITIVE_INFINITY;
  // The outcome of a command that is on its way is written right after it.
  const latest = Math.max(said.at, said.until - 10 * MINUTE);
  const done = commands.some(
    ({ at, device }) => device === said.about.device && at >= answer.at && at < next && at < latest,
  );
  return done ? 'it was done' : undefined;
}

function waitsIsFalse(
  { answers, disturbed }: Evidence,
  { until, where }: Said,
  [, expires = '', evidence]: RegExpExecArray,
): string | undefined {
  // The list of outcomes shows each as it was written, with its time and until when it waits; a run
  // that is kept from working writes nothing.
  const isListed = where === 'outcome';
  const patience = isListed ? 4 * HOUR : ANSWER_PASSES_ON;
  const answered = certain(answers).find((one) => one.evidence === evidence);
  const kept = isListed ? disturbed.filter(([from, to]) => from < until && to > (answered?.at ?? until)) : [];
  const since = Math.max(answered?.at ?? 0, ...kept.map(([, to]) => to));
  if (answered && until > since + patience) return `answered ${(until - answered.at) / MINUTE} min before`;
  return until > minuteOf(expires)[1] + patience ? 'the question has expired' : undefined;
}
