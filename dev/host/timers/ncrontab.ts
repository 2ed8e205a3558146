import { Cron } from 'croner';

/** When a timer trigger is due. */
export interface Schedule {
  /** The first time after `from` (both epoch ms). */
  next(from: number): number;
  /** False for a TimeSpan, which counts from the last start. */
  adjustForDst: boolean;
}

/**
 * Parses what Azure Functions takes as a timer schedule: six-field NCRONTAB (a five-field
 * expression gets second 0), where day of month AND weekday must both match, or a TimeSpan
 * `[d.]hh:mm:ss`. Times are in `zone` (default UTC). Throws an Error that names the text when it is
 * neither.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function parseSchedule(text: string, zone = 'UTC'): Schedule {
  const span = parseTimeSpan(text);
  if (span !== undefined) return { next: (from) => from + span, adjustForDst: false };
  const fields = text.trim().split(/\s+/);
  const expression = fields.length === 5 ? `0 ${text.trim()}` : text.trim();
  if (expression.split(/\s+/).length !== 6 || /[LW#?+]/.test(expression.replace(/[A-Za-z]{3,}/g, ''))) {
    throw new Error(`'${text}' is neither a six-field NCRONTAB expression nor a TimeSpan such as 00:05:00.`);
  }
  let cron: Cron;
  try {
    // The same times; a search in a named zone asks the calendar of the machine for each step,
    // which takes long.
    const where = zone === 'UTC' ? { utcOffset: 0 } : { timezone: zone };
    cron = new Cron(expression, { mode: '6-part', domAndDow: true, paused: true, ...where });
  } catch (error) {
    throw new Error(`'${text}' is not a valid NCRONTAB expression: ${error instanceof Error ? error.message : error}`);
  }
  const next = (from: number) => cron.nextRun(new Date(from))?.getTime() ?? Number.POSITIVE_INFINITY;
  return { adjustForDst: true, next: rememberingLast(next) };
}

/**
 * A run asks several times for the same tick, and a search takes long: the last answer holds until
 * its own time.
 */
function rememberingLast(next: (from: number) => number): (from: number) => number {
  let known = { from: Number.NaN, due: Number.NaN };
  return (from) => {
    if (!(from >= known.from && from < known.due)) known = { from, due: next(from) };
    return known.due;
  };
}

/** Milliseconds of `hh:mm:ss` or `d.hh:mm:ss`; undefined for any other text. */
function parseTimeSpan(text: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/**
 * Replaces `%NAME%` by the setting of that name. Throws when there is none, as the real host does
 * at startup.
 */
export function resolveSettings(text: string, settings: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/%([^%]+)%/g, (whole, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`'${whole}' does not resolve to a value: the setting ${name} is missing.`);
    return value;
  });
}
