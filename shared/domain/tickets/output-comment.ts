import type { Language } from '../../texts/language.ts';
import { outputTexts } from '../../texts/output/index.ts';
import { plainText } from '../text/plain-text.ts';
import type { RunOutput } from './run-output.ts';

/** What one run of a worklet printed, as far as Automox reports it. */
interface Printed {
  /** The script's own; absent = it had none, or it is not reported. */
  readonly exitCode?: number | undefined;
  /** One line of the vendor's. */
  readonly reason?: string | undefined;
  readonly stdout?: RunOutput | undefined;
  readonly stderr?: RunOutput | undefined;
}

/**
 * What Automox reports of a run: `several` = more than one run may be ours; `unclear` = the only
 * one may be another's (`runAt` epoch ms); `none` = it has not reported one (yet).
 */
export type OutputFound =
  | ({ readonly state: 'found' } & Printed)
  | { readonly state: 'several' }
  | { readonly state: 'unclear'; readonly runAt?: number | undefined }
  | { readonly state: 'none' };

const MOST_CHARACTERS = 3_000;
const LINE_LENGTH = 300;

/**
 * Internal comment with what a worklet printed last. It is labelled as what it is: text from the
 * device, which proves nothing.
 */
export function outputComment(
  { workletId, sentAt }: { readonly workletId: number; readonly sentAt: number },
  found: OutputFound,
  language: Language,
): string {
  const texts = outputTexts(language);
  if (found.state === 'unclear') return texts.unclear({ workletId, sentAt, runAt: found.runAt });
  if (found.state !== 'found') return texts[found.state]({ workletId, sentAt });
  const { exitCode, reason, stdout, stderr } = found;
  const facts = [
    ...(exitCode === undefined ? [] : [texts.exitCode({ exitCode })]),
    ...(reason === undefined || reason === '' ? [] : [texts.automoxSays({ reason: plainText(reason, LINE_LENGTH) })]),
    ...printed(texts.output, stdout, language),
    ...printed(texts.errorOutput, stderr, language),
  ];
  return cut([texts.reported({ workletId, sentAt }), ...(facts.length === 0 ? [texts.nothing] : facts)].join('\n'));
}

function printed(name: string, output: RunOutput | undefined, language: Language): string[] {
  if (!output) return [];
  const texts = outputTexts(language);
  const { lines, masked, cut: how } = output;
  if (how === 'all') return [texts.printed({ name }), `  ${texts.noText}`];
  if (lines.length === 0) return [texts.empty({ name })];
  const notes = [
    ...(how === 'shortened' ? [texts.shortened] : []),
    ...(how === 'unknown' ? [texts.aPart] : []),
    ...(masked ? [texts.masked] : []),
  ].join('; ');
  const head = notes === '' ? texts.printed({ name }) : texts.printedWith({ name, notes });
  return [head, ...lines.map((line) => `  ${plainText(line, LINE_LENGTH)}`)];
}

function cut(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…`;
}
