/**
 * Marks that stand behind a letter, by the end of their entity's name: `&auml;` is a and two dots.
 */
const MARKS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  ring: '\u030a',
};

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['rsquo', "'"],
  ['nbsp', ' '],
  ['szlig', 'ß'],
  ['oslash', 'ø'],
  ['aelig', 'æ'],
  ['ndash', '–'],
  ['mdash', '—'],
]);

const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;
const LETTER_AND_MARK = /^([a-z])(acute|grave|circ|uml|tilde|cedil|ring)$/i;

/**
 * Text with its HTML entities read, as scripts that write HTML leave them in alerts. What is none
 * is left as it is.
 */
export function readEntities(text: string): string {
  return text.replaceAll(ENTITY, (whole, decimal?: string, hex?: string, name = '') => {
    if (decimal !== undefined) return character(Number(decimal), whole);
    if (hex !== undefined) return character(Number.parseInt(hex, 16), whole);
    const [, letter, mark = ''] = LETTER_AND_MARK.exec(name) ?? [];
    return letter === undefined
      ? (NAMED.get(name.toLowerCase()) ?? whole)
      : `${letter}${MARKS[mark.toLowerCase()]}`.normalize('NFC');
  });
}

function character(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : otherwise;
}
