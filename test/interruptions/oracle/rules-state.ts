import { HOUR, MINUTE } from '../../helpers/app/app.ts';
import type { Condition, Evidence, Span } from '../evidence.ts';
import { commandRequests, isOpenAt, isWithin, minuteOf, readingSpan, wasDisturbed, wasEver } from './facts.ts';
import { type Rule, T, times } from './rule.ts';
import type { Said } from './said.ts';

type Check = NonNullable<Rule['isFalse']>;

/** Percent by which a reading may be rounded. */
const ROUNDING = 1;

const holds = (condition?: Condition): Check => stateRule(true, condition);
const isOver = (condition?: Condition): Check => stateRule(false, condition);

/** What the texts say of the state of a device. */
export const stateRules: readonly Rule[] = [
  // Disks.
  { says: /^drive C: of [\w-]+ has been over its alert limit of 90 %\.$/, isFalse: holds('disk') },
  { says: /^Disk C: (?:almost full|keeps filling up) on /, isFalse: holds('disk') },
  { says: /^(?:It did not help: the|The) drive was still ([\d.]+) % used by /, isFalse: usedThenIsFalse },
  { says: /^The drive has recovered: ([\d.]+) % used by /, isFalse: usedIsFalse },
  {
    says: /^The disk has recovered: ([\d.]+) % used by a newer reading, confirmed by two checks\.$/,
    isFalse: usedIsFalse,
  },
  { says: /\b([\d.]+) % used\b/, isFalse: usedIsFalse },
  { says: /^The drive is (?:([\d.]+) %|not read)/, isFalse: usedIsFalse },
  { says: /^The disk has recovered\.$/, isFalse: isOver('disk') },
  // Ends.
  { says: /^Alert resolved\.$/, isFalse: isOver() },
  { says: /^The condition (?:has recovered, confirmed by two checks|seems to have recovered)\b/, isFalse: isOver() },
  { says: /^No incident of the site is known now\.$/, isFalse: isOver('offline') },
  { says: /^The site is back: /, isFalse: isOver('offline') },
  { says: /^The \w+ is online again; /, isFalse: isOver('offline') },
  { says: /^the (?:server|workstation) [\w-]+ was offline and is back\.$/, isFalse: isOver('offline') },
  { says: /^Atera: online\b/, isFalse: isOver('offline') },
  { says: /^It was online\.$/, isFalse: wasThen(false) },
  // Devices that are away.
  { says: /^(?:The|the) (?:server|workstation)(?: [\w-]+)? is offline\b/, isFalse: holds('offline') },
  { says: /^[\w-]+ (?:is|keeps going) offline\.$/, isFalse: holds('offline') },
  { says: /^Atera: offline\b/, isFalse: holds('offline') },
  { says: /^None of the \d+ always-on devices is away any more: /, isFalse: isOver('offline') },
  { says: times`^Atera lists an offline alert for \d+ of \d+ .*\(list of ${T} UTC\)`, isFalse: listedIsFalse },
  { says: /^(?:Site down: )?(\d+) of (?:the )?\d+ always-on devices\b/, isFalse: siteIsFalse },
  { says: /^It was offline and had not come back\.$/, isFalse: wasThen(true) },
  { says: /^The device is (?:not online|offline)\b/, isFalse: holds('offline') },
  { says: /^(?:The|the) Atera agent of the (?:server|workstation)(?: [\w-]+)? is silent\b/, isFalse: holds('offline') },
  { says: /^Atera agent silent on /, isFalse: holds('offline') },
  { says: /^Still occurring since /, isFalse: holds() },
  { says: /^Still occurring; its ticket is /, isFalse: stillIsFalse },
  // The simulated Atera reports it for every agent that is asked for.
  {
    says: /^Atera does not report whether |^(?:Atera: )?whether it is online is not reported/,
    isFalse: () => 'it was not asked',
  },
  // Reboots.
  { says: /^A reboot is pending: the alert and a newer Automox scan agree\.$/, isFalse: holds('reboot') },
  { says: /^Reboot pending on /, isFalse: holds('reboot') },
  { says: times`^Automox: a reboot is needed.* \(scan of ${T} UTC\)\.$`, isFalse: scanIsFalse(true) },
  { says: times`^Automox: no reboot is needed.* \(scan of ${T} UTC\)\.$`, isFalse: scanIsFalse(false) },
  { says: times`^It came up again ${T} UTC, says (?:Atera|Automox)\.$`, isFalse: bootIsFalse },
  { says: /^No new boot was detected within (\d+) minutes\.$/, isFalse: noBootIsFalse },
  { says: /^The device was ordered to reboot, and no new boot was detected\.$/, isFalse: reportIsFalse },
  {
    says: /^(?:The device|It) has rebooted since the alert\b|^Rebooted, but not confirmed on |^Reboot still pending after a reboot on /,
    isFalse: ({ boots }, { about, at }) =>
      boots.some((boot) => boot.device === about.device && boot.at <= at) ? undefined : 'it did not boot',
  },
  { says: /^Nobody was signed in when this was proposed; /, isFalse: nobodyThenIsFalse },
  { says: /Nobody (?:is|was) signed in/, isFalse: nobodyIsFalse },
  // Tickets.
  { says: /^Not verified; its ticket is /, isFalse: readIsFalse },
  { says: /[Tt]icket (\d+) (?:opened|reopened|adopted|resolved|is left|left)/, isFalse: ticketIsFalse },
  // Failures.
  { says: /^Could not be verified|\d+ inspections? in a row failed since/, isFalse: failureIsFalse },
  {
    says: /^Could not |it could not be (?:asked|inspected)|^The run failed unexpectedly: |^It is not done yet: it was not possible to /,
    isFalse: failureIsFalse,
  },
];

function stillIsFalse(evidence: Evidence, said: Said, match: RegExpExecArray): string | undefined {
  const isOfSite = said.whole.includes('always-on devices') && isListed(evidence, said.at);
  return (isOfSite ? undefined : holds()(evidence, said, match)) ?? readIsFalse(evidence, said);
}

function stateRule(wanted: boolean, condition?: Condition): Check {
  return (evidence, { about, at, whole }) => {
    const reported = condition ? { ...about, condition } : about;
    // "checked again" and "read" say how old it is.
    const observed = times`(?:checked again|read) ${T} UTC`.exec(whole)?.[1];
    const observedAt = observed === undefined ? at : Math.min(at, minuteOf(observed)[1]);
    if (wasEver(evidence, reported, readingSpan(evidence, reported.condition, observedAt), wanted)) return undefined;
    return wanted ? 'it had ended long before' : 'it still held, and had all the time';
  };
}

function usedIsFalse(
  { fills, ...evidence }: Evidence,
  { about, at }: Said,
  [, used]: RegExpExecArray,
): string | undefined {
  if (used === undefined) return undefined;
  const [from, to] = readingSpan(evidence, 'disk', at);
  const known = fills.filter((fill) => fill.device === about.device && fill.at <= to);
  // What it was at the beginning of the span, and all it became within.
  const first = known.findLastIndex((fill) => fill.at <= from);
  const isSo = known.slice(Math.max(0, first)).some(({ percent }) => Math.abs(percent - Number(used)) <= ROUNDING);
  return isSo ? undefined : `the drive was not ${used} % full`;
}

/** The result of a command stays reported as it was: true at some time since it was sent. */
function sinceSent({ whole, at }: Said): Span {
  const sent = times`sent ${T} UTC`.exec(whole)?.[1];
  return [sent === undefined ? at : minuteOf(sent)[0], at];
}

function wasThen(wanted: boolean): Check {
  return (evidence, said) => {
    const about = { ...said.about, condition: 'offline' as const };
    return wasEver(evidence, about, sinceSent(said), wanted) ? undefined : 'it never was since the command';
  };
}

function usedThenIsFalse({ fills }: Evidence, said: Said, [, used]: RegExpExecArray): string | undefined {
  const [from, to] = sinceSent(said);
  const known = fills.filter((fill) => fill.device === said.about.device && fill.at <= to);
  const first = known.findLastIndex((fill) => fill.at <= from);
  const isSo = known.slice(Math.max(0, first)).some(({ percent }) => Math.abs(percent - Number(used)) <= ROUNDING);
  return isSo ? undefined : `the drive was never ${used} % full since the command`;
}

/** What Atera lists is its word, whatever the devices do (design, burden of proof). */
function listedIsFalse(evidence: Evidence, _said: Said, [, time = '']: RegExpExecArray): string | undefined {
  return minuteOf(time).some((at) => isListed(evidence, at)) ? undefined : 'it listed none then';
}

function siteIsFalse(evidence: Evidence, said: Said, match: RegExpExecArray): string | undefined {
  const still = /, (\d+) of them are quiet now/.exec(said.sentence)?.[1];
  // That they went quiet together stays true.
  const began = evidence.turns.some((turn) => turn.condition === 'offline' && turn.holds && turn.at <= said.at);
  if (!began) return 'they were never away';
  // The site rule reads Atera's alerts and no device: an alert that Atera still lists is its word
  // (design, burden of proof).
  if (still === undefined || (still !== '0' && isListed(evidence, said.at))) return undefined;
  return still === '0' ? isOver('offline')(evidence, said, match) : holds('offline')(evidence, said, match);
}

function isListed({ alerts }: Evidence, at: number): boolean {
  return alerts.some(
    ({ about, createdAt, archivedAt = at }) => about.condition === 'offline' && createdAt <= at && archivedAt >= at,
  );
}

function scanIsFalse(wanted: boolean): Check {
  return (evidence, { about }, [, time = '']) => {
    const [from, to] = minuteOf(time);
    const reported = { ...about, condition: 'reboot' as const };
    return wasEver(evidence, reported, [from, to], wanted) ? undefined : 'no scan of then could find that';
  };
}

function bootIsFalse({ boots }: Evidence, { about }: Said, [, time = '']: RegExpExecArray): string | undefined {
  const isSo = boots.some(({ at, device }) => device === about.device && isWithin(at, minuteOf(time), MINUTE));
  return isSo ? undefined : 'it did not boot then';
}

function noBootIsFalse(evidence: Evidence, { about, at, whole }: Said): string | undefined {
  const sent = times`sent ${T} UTC`.exec(whole)?.[1];
  const from = sent === undefined ? at : minuteOf(sent)[0];
  // A boot shows with the next inventory, and only of a device that Atera reaches.
  const observed = evidence.boots.filter(
    (boot) => boot.device === about.device && isWithin(boot.at, [from, from + 40 * MINUTE]),
  );
  if (observed.length === 0 || wasEver(evidence, { ...about, condition: 'offline' }, [from, at], true))
    return undefined;
  return 'it booted';
}

function reportIsFalse(evidence: Evidence, { about, at }: Said): string | undefined {
  const isSo =
    evidence.commands.some((one) => one.kind === 'reboot' && one.device === about.device && one.at <= at) ||
    commandRequests(evidence).some((one) => one.at <= at);
  return isSo ? undefined : 'no command was sent';
}

function nobodyIsFalse({ signedIn }: Evidence, { at }: Said): string | undefined {
  return signedIn.some(([from, to]) => from < at - HOUR && to > at)
    ? 'somebody had been signed in for an hour'
    : undefined;
}

/** What is quoted later was proposed when it was first reported. */
function nobodyThenIsFalse(evidence: Evidence, said: Said): string | undefined {
  const all = evidence.reported.filter(({ text }) => text.includes(said.sentence)).map(({ writtenAt }) => writtenAt);
  return nobodyIsFalse(evidence, { ...said, at: Math.min(said.at, ...all) });
}

function readIsFalse({ tickets }: Evidence, { sentence }: Said): string | undefined {
  const [, id, time] = times`its ticket is (\d+), open when last read \(${T} UTC\)`.exec(sentence) ?? [];
  if (time === undefined) return undefined;
  const ticket = tickets.find((one) => one.id === Number(id));
  if (!ticket) return 'there is no such ticket';
  const [from, to] = minuteOf(time);
  return isOpenAt(ticket, from) || isOpenAt(ticket, to) ? undefined : 'it was not open then';
}

function ticketIsFalse({ tickets }: Evidence, { at, sentence }: Said, [, id]: RegExpExecArray): string | undefined {
  const ticket = tickets.find((one) => one.id === Number(id));
  if (!ticket || ticket.createdAt > at) return 'there is no such ticket';
  if (!sentence.includes(`${id} resolved`)) return undefined;
  return isOpenAt(ticket, at) ? 'the ticket is open' : undefined;
}

/** A failure is reported only where one was: in the vendors' logs, or by an interruption. */
function failureIsFalse(evidence: Evidence, { at }: Said): string | undefined {
  const span = [at - 9 * HOUR, at] as const;
  const failed = evidence.requests.some(
    (one) => isWithin(one.at, span) && (one.status === undefined || one.status >= 400),
  );
  return failed || wasDisturbed(evidence, span) ? undefined : 'nothing had failed';
}
