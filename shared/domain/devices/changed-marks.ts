import { isSameName } from './device-identity.ts';
import type { AgentIdentity, MatchedMarks, ServerIdentity } from './device-marks.ts';
import { short } from './no-match.ts';
import { plainSerial } from './placeholder-serial.ts';

type Marks = MatchedMarks['server'];

/** What Atera tells otherwise of an agent than when it was matched, as a clause for a ticket; undefined = the same. */
export function agentChange(before: MatchedMarks['agent'], now: AgentIdentity): string | undefined {
  return changeOf('Atera', { ...before, name: before.machineName }, { ...now, name: now.machineName });
}

/** What Automox tells otherwise of a server than when it was matched, as a clause for a ticket; undefined = the same. */
export function serverChange(before: MatchedMarks['server'], now: ServerIdentity): string | undefined {
  return changeOf('Automox', before, now);
}

/** Whether two texts are one serial number, be it a placeholder. */
export function isSameSerial(one: string, other: string): boolean {
  return textOf(one) === textOf(other);
}

function textOf(serialNumber: string): string {
  return plainSerial(serialNumber) || serialNumber.trim();
}

function changeOf(vendor: string, before: Marks, now: Marks): string | undefined {
  const changes = [
    ...(isSameSerial(before.serialNumber, now.serialNumber) ? [] : [difference('serial number', before, now)]),
    ...(isSameName(before.name, now.name) ? [] : [difference('name', before, now)]),
  ];
  if (changes.length === 0) return undefined;
  return `the device is another one in ${vendor} than when the devices were last listed (${changes.join(', ')}); the next listing matches it again`;
}

function difference(what: 'serial number' | 'name', before: Marks, now: Marks): string {
  const value = (marks: Marks) => short(what === 'name' ? marks.name : marks.serialNumber);
  return `its ${what} was ${value(before)} and is now ${value(now)}`;
}
