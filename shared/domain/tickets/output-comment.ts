import { plainText } from '../text/plain-text.ts';
import type { RunOutput } from './run-output.ts';
import { utc } from './ticket-text.ts';

/** What one run of a worklet printed, as far as Automox tells. */
interface Printed {
  /** The script's own; absent = it came to none, or it is not reported. */
  readonly exitCode?: number | undefined;
  /** One line of the vendor's. */
  readonly reason?: string | undefined;
  readonly stdout?: RunOutput | undefined;
  readonly stderr?: RunOutput | undefined;
}

/** What Automox reports of a run: `several` = more than one run may be ours; `none` = it has not reported one (yet). */
export type OutputFound =
  | ({ readonly state: 'found' } & Printed)
  | { readonly state: 'several' }
  | { readonly state: 'none' };

const MOST_CHARACTERS = 3_000;
const LINE_LENGTH = 300;

/** Internal comment with what a worklet printed last. It is told as what it is: text from the device, which proves nothing. */
export function outputComment(workletId: number, sentAt: number, found: OutputFound): string {
  const run = `worklet ${workletId}, sent ${utc(sentAt)}`;
  if (found.state === 'none') return `Automox has not reported an output of ${run}.`;
  if (found.state === 'several')
    return `Automox reports several runs on this device that may be that of ${run}: which one is the app's is not known, so no output is quoted.`;
  const { exitCode, reason, stdout, stderr } = found;
  const facts = [
    ...(exitCode === undefined ? [] : [`Exit code: ${exitCode}.`]),
    ...(reason === undefined || reason === '' ? [] : [`Automox says: ${plainText(reason, LINE_LENGTH)}`]),
    ...printed('Output', stdout),
    ...printed('Error output', stderr),
  ];
  const told = facts.length === 0 ? ['Automox reports nothing of what it printed.'] : facts;
  return cut([`Reported by Automox of ${run} (text from the device, not checked):`, ...told].join('\n'));
}

function printed(name: string, output: RunOutput | undefined): string[] {
  if (!output) return [];
  const { lines, masked, cut: how } = output;
  if (lines.length === 0) return [`${name}: none.`];
  const notes = [
    ...(how === 'shortened' ? ['shortened'] : []),
    ...(how === 'unknown' ? ['a part of it; what came last may be missing'] : []),
    ...(masked ? ['what looked like a secret is left out'] : []),
  ];
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return [`${name}${note}:`, ...lines.map((line) => `  ${plainText(line, LINE_LENGTH)}`)];
}

function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…`;
}
