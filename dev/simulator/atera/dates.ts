import { chance } from '../random.ts';
import type { AteraBehaviour } from './behaviour.ts';

/**
 * Writes epoch ms in one of the vendor's forms; all mean UTC. Forms without a fraction drop the
 * milliseconds.
 */
function writeDate(time: number, form: AteraBehaviour['dates'], ...salt: readonly (string | number)[]): string {
  const iso = new Date(time).toISOString();
  const seconds = iso.slice(0, 19);
  const forms = { zoned: `${seconds}Z`, zoneless: seconds, fraction: `${iso.slice(0, 23)}0000` };
  if (form !== 'mixed') return forms[form];
  const draw = chance(0, 'date', ...salt);
  return draw < 1 / 3 ? forms.zoned : draw < 2 / 3 ? forms.zoneless : forms.fraction;
}

/** A writer for the dates of one row; undefined and null stay null. */
export function dateWriter({ dates }: AteraBehaviour, kind: string, id: number) {
  return (member: string, time: number | null | undefined): string | null =>
    time === undefined || time === null ? null : writeDate(time, dates, kind, id, member);
}
