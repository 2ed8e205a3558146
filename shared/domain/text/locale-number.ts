/**
 * A number as any locale writes it: digits, and between them dots, commas, apostrophes or spaces.
 * For use in other patterns.
 */
export const NUMBER_SOURCE = String.raw`\d(?:[\d.,'’ ]{0,18}\d)?`;

const NUMBER = new RegExp(`^${NUMBER_SOURCE}$`, 'u');
const SEPARATORS = /[.,'’ ]/gu;

/**
 * Returns a percentage from above 0 to 100, however it is written: `93.12`, `93,12`, `1.234` (100
 * cannot be reached by a thousand, so this is a decimal). Undefined when the text is no number, or
 * none in that range.
 */
export function readPercent(text: string): number | undefined {
  const inRange = readings(text.trim()).filter((value) => value > 0 && value <= 100);
  return inRange.length === 1 ? inRange[0] : undefined;
}

/**
 * Returns a number from a text of unknown locale: `1,234.5`, `1.234,5`, `1 234,5`, `1'234.50`.
 * Undefined when it can be read in two ways (`1.234`: a thousand, or one and a bit) or is no
 * number: a wrong guess would be a thousand times off.
 */
export function readNumber(text: string): number | undefined {
  const possible = readings(text.trim());
  return possible.length === 1 ? possible[0] : undefined;
}

/** Every way to read it: the last separator marks the decimals, or all of them group thousands. */
function readings(text: string): number[] {
  if (!NUMBER.test(text)) return [];
  const separators: readonly string[] = text.match(SEPARATORS) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return [Number(text)];
  const groups = text.split(SEPARATORS);
  const decimals = groups.pop() ?? '';
  const found: number[] = [];
  const once = separators.indexOf(last) === separators.length - 1;
  if (once && (last === '.' || last === ',') && areGrouped(groups))
    found.push(Number(`${groups.join('')}.${decimals}`));
  const sameThroughout = new Set(separators).size === 1;
  if (sameThroughout && areGrouped([...groups, decimals])) found.push(Number([...groups, decimals].join('')));
  return found;
}

/**
 * True for the digits of one whole number, cut into thousands: `1`, `234` or `12`, `000`, `000`.
 */
function areGrouped([first = '', ...rest]: readonly string[]): boolean {
  return rest.length === 0 || (/^[1-9]\d{0,2}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group)));
}
