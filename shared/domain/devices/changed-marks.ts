import type { Language } from '../../texts/language.ts';
import { matchTexts } from '../../texts/match/index.ts';
import { isSameName } from './device-identity.ts';
import type { AgentIdentity, MatchedMarks, ServerIdentity } from './device-marks.ts';
import { short, type Why, withAdvice } from './no-match.ts';
import { plainSerial } from './placeholder-serial.ts';

type Marks = MatchedMarks['server'];

/**
 * Returns what Atera reports differently about an agent than when it was matched, as a clause for a
 * ticket; undefined = the same.
 */
export function agentChange(
  before: MatchedMarks['agent'],
  now: AgentIdentity,
  language: Language,
): Required<Why> | undefined {
  const marks = [
    { ...before, name: before.machineName },
    { ...now, name: now.machineName },
  ] as const;
  return changeOf('Atera', ...marks, language);
}

/**
 * Returns what Automox reports differently about a server than when it was matched, as a clause for
 * a ticket; undefined = the same.
 */
export function serverChange(
  before: MatchedMarks['server'],
  now: ServerIdentity,
  language: Language,
): Required<Why> | undefined {
  return changeOf('Automox', before, now, language);
}

/** Returns whether two texts are one serial number, be it a placeholder. */
export function isSameSerial(one: string, other: string): boolean {
  return textOf(one) === textOf(other);
}

function textOf(serialNumber: string): string {
  return plainSerial(serialNumber) || serialNumber.trim();
}

function changeOf(vendor: string, before: Marks, now: Marks, language: Language): Required<Why> | undefined {
  const texts = matchTexts(language);
  const both = (mark: keyof Marks) => ({ before: short(before[mark], language), now: short(now[mark], language) });
  const changes = [
    ...(isSameSerial(before.serialNumber, now.serialNumber) ? [] : [texts.serialWas(both('serialNumber'))]),
    ...(isSameName(before.name, now.name) ? [] : [texts.nameWas(both('name'))]),
  ].join(', ');
  return changes === '' ? undefined : withAdvice(texts.changed({ vendor, changes }), texts.matchedAgain);
}
