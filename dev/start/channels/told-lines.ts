import { cut, subjectLine } from '../event-lines.ts';
import type { Told } from './receiver.ts';

/** The whole text is in the message. */
const MAX_TEXT = 200;
const MAX_NAMED = 6;

/** Returns the line about a message: to whom it was told, whom it is about, what it says. */
export function toldLine({ channel, says }: Told, time: string): string {
  const [first, ...others] = says;
  const to = `told #${channel}:`;
  if (!first || others.length > 0) {
    const named = says.slice(0, MAX_NAMED).map(({ event = '', device }) => `${event} ${device}`.trim());
    return subjectLine(time, {}, `${to} ${says.length} things at once: ${named.join(', ')}`);
  }
  const kind = first.event === undefined ? '' : ` ${first.event}:`;
  return subjectLine(time, first, `${to}${kind} ${cut(first.text, MAX_TEXT)}`);
}

/** Returns the lines with the links of the questions in a message, to be clicked. */
export function linkLines({ says }: Told): string[] {
  const questions = says.filter(({ event }) => event === 'approval-needed');
  return questions.flatMap(({ device, answer, dashboard }) => {
    if (answer !== undefined) return [`          answer for ${device}:  ${answer}`];
    return dashboard === undefined ? [] : [`          no link for ${device}, answer in the dashboard:  ${dashboard}`];
  });
}
