import type { ActionFound } from '../../domain/occurrences/last-action.ts';

/** What Windows' own codes mean to an attempt to start a service; the worklet must pass them on. */
const MEANINGS: ReadonlyMap<number, string> = new Map([
  [0, 'Windows started the service'],
  [1053, 'the service did not answer in time'],
  [1056, 'the service was running already'],
  [1058, 'the service is disabled, so Windows does not start it'],
  [1060, 'the device has no such service'],
  [1068, 'a service that it needs did not start'],
  [1069, 'the service could not log on'],
]);

/** Codes that say that the service ran then. */
const GOOD: readonly number[] = [0, 1056];

/** How the worklet ended, and what was seen of the alert after it. */
export interface RestartObservation {
  readonly ended: boolean;
  readonly exitCode?: number | undefined;
  /** In one sentence, for a worklet that told no code. */
  readonly how: string;
  /** `over`: gone in two inspections. `open`: open in the last two. `back`: gone once, and then open. `offline`: gone, and the device is not online. */
  readonly alert: 'over' | 'open' | 'back' | 'offline';
}

/** True for a code by which the service does not run: waiting longer changes nothing. */
export function isFailure(exitCode: number | undefined): boolean {
  return exitCode !== undefined && !GOOD.includes(exitCode);
}

/** What is proven of a restart, in whole sentences: neither the code alone nor the alert's end alone is taken for the other. */
export function restartResult(seen: RestartObservation): ActionFound {
  const { exitCode, alert } = seen;
  return { result: resultOf(alert, isFailure(exitCode)), found: `${endText(seen)} ${ALERT[alert]}` };
}

function resultOf(alert: RestartObservation['alert'], failed: boolean): ActionFound['result'] {
  if (alert === 'back' || (alert === 'open' && failed)) return 'did-not-help';
  return alert === 'over' && !failed ? 'helped' : 'not-known';
}

const ALERT: Readonly<Record<RestartObservation['alert'], string>> = {
  over: "Atera's alert has ended since, confirmed by two checks.",
  open: "Atera's alert is still open after it.",
  back: "Atera's alert ended after it and is open again: the service stopped once more.",
  offline: "Atera's alert has ended, but the device is not online: whether the service runs is not known.",
};

function endText({ exitCode, how }: RestartObservation): string {
  if (exitCode === undefined) return how;
  const meaning = MEANINGS.get(exitCode);
  return `Automox says that it ended with code ${exitCode}${meaning === undefined ? '' : `: ${meaning}`}.`;
}

/** What a person should do about a code that no second attempt changes; undefined for others. */
export function adviceFor(exitCode: number | undefined): string | undefined {
  if (exitCode === 1058)
    return 'decide whether the service should run: set its start type, or stop watching it in Atera. It is disabled.';
  if (exitCode === 1060) return 'compare the name that the worklet starts with the services of the device.';
  if (exitCode === 1068) return 'find out which of the services that it needs does not start (event log, System).';
  return undefined;
}
