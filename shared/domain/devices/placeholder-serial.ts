/**
 * Dell's service tags are the shortest serial numbers of a large vendor; what is shorter identifies
 * too little to act on.
 */
const SHORTEST = 7;

/**
 * Parts of texts that a board, a hypervisor or an installer carries in place of a serial number, in
 * letters and digits only.
 */
const FILLERS: readonly string[] = [
  ...['SYSTEM', 'SERIAL', 'SERNUM', 'DEFAULT', 'FILLED', 'FILLBY', 'STANDARD', 'BOARD', 'CHASSIS', 'MANUFACTURER'],
  ...['PRODUCT', 'VIRTUAL', 'UNKNOWN', 'INVALID', 'EMPTY', 'APPLICABLE', 'AVAILABLE', 'SPECIFIED', 'DEFINED', 'STRING'],
  ...['NUMBER', 'DUMMY', 'SAMPLE', 'EXAMPLE', 'PLACEHOLDER', 'ASSETTAG', 'MODEL', 'GENERIC', 'COMPUTER', 'TESTSN'],
  ...['SERIENN', 'UNBEKANNT', 'INCONNU', 'DESCONOCID', 'SCONOSCIUT', 'HYPERVISOR', 'INNOTEK', 'MEGATRENDS'],
];

/**
 * The same for words that a real serial number could hold by chance: they count only between blanks
 * and punctuation.
 */
const FILLER_WORDS: ReadonlySet<string> = new Set([
  ...['NOT', 'NONE', 'NULL', 'NIL', 'OEM', 'SYS', 'TBD', 'TBA', 'TEST', 'VOID', 'ASSET', 'KEINE', 'NICHT'],
  ...['BIOS', 'UEFI', 'AMI', 'QEMU', 'KVM', 'XEN', 'BOCHS', 'SEABIOS', 'REV', 'TYPE1', 'TYPE2', 'TYPE3'],
]);

/** Punctuation that no vendor prints into a serial number. */
const ODD_CHARACTERS = /[^\p{L}\p{N}\s./_#:-]/u;

const GUID = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/**
 * A GUID that was drawn or computed says so in its version and its variant (RFC 9562); one that a
 * person typed does not.
 */
const PROPER_GUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\}?$/i;

/**
 * A run this long is typed, not assigned: by chance it is found in one of a thousand numbers of
 * twelve digits.
 */
const LONG_RUN = 5;

/** Runs that are shorter count when they make up most of the text: `ABCD1234`. */
const SHORT_RUN = 3;

/**
 * The share of a text that runs must make up to give it away, and that one single character must.
 */
const MOST = { runs: 0.7, one: 0.6 };

/** Keys beside each other, `LONG_RUN` of them: English, German and French keyboards. */
const KEYBOARD_RUNS: readonly string[] = [
  'QWERTYUIOP',
  'QWERTZUIOP',
  'AZERTYUIOP',
  'ASDFGHJKL',
  'ZXCVBNM',
  'YXCVBNM',
].flatMap((row) => Array.from({ length: row.length - LONG_RUN + 1 }, (_, at) => row.slice(at, at + LONG_RUN)));

/**
 * As many in sequence, and no others, are typed even behind or between others: `BOX-1234`,
 * `A1B2C3D4`.
 */
const FEWEST_IN_SEQUENCE = 4;

/**
 * Letters and digits of a serial number, upper case: what two readings of the same one have in
 * common. May be empty.
 */
export function plainSerial(serialNumber: string): string {
  return serialNumber
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Returns whether a text stands where a serial number should be and identifies nothing: "To be
 * filled by O.E.M.", `SYS-1234567890`, `00000000`, a typed GUID. By its structure, because no list
 * is ever complete; what it misses is caught where two devices carry it, and it never decides
 * alone.
 */
export function isPlaceholderSerial(serialNumber: string): boolean {
  const text = serialNumber
    .normalize('NFKC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  const plain = plainSerial(text);
  return (
    plain.length < SHORTEST || isFiller(text, plain) || isTyped(plain) || (GUID.test(text) && !PROPER_GUID.test(text))
  );
}

function isFiller(text: string, plain: string): boolean {
  const words = text.toUpperCase().split(/[^\p{L}\p{N}]+/u);
  const isFillerWord = (word: string) => FILLER_WORDS.has(word) || FILLER_WORDS.has(word.replace(/\d+$/, ''));
  const hasWord = words.some(isFillerWord) || FILLERS.some((filler) => plain.includes(filler));
  return hasWord || !/\d/.test(plain) || ODD_CHARACTERS.test(text);
}

/** One character over and over, something repeated, or keys in their order on a keyboard. */
function isTyped(plain: string): boolean {
  const characters = [...plain];
  const counts = Map.groupBy(characters, (one) => one);
  const most = Math.max(...[...counts.values()].map(({ length }) => length));
  if (counts.size <= 2 || most >= MOST.one * characters.length || /^(.+?)\1+$/u.test(plain)) return true;
  const runs = runsIn(plain);
  const inRuns = runs.reduce((sum, { length }) => sum + length, 0);
  if (inRuns >= MOST.runs * characters.length || runs.some(({ step, length }) => step !== 0 && length >= LONG_RUN))
    return true;
  if (KEYBOARD_RUNS.some((keys) => plain.includes(keys))) return true;
  const [, digits = ''] = /^\p{L}*(\d+)\p{L}*$/u.exec(plain) ?? [];
  if (isOneRun(digits)) return true;
  return isOneRun(plain.replaceAll(/\D/g, '')) && isOneRun(plain.replaceAll(/\d/g, ''));
}

function isOneRun(text: string): boolean {
  return text.length >= FEWEST_IN_SEQUENCE && runsIn(text)[0]?.length === text.length;
}

interface SequenceRun {
  /** 1 ascending, -1 descending, 0 the same character again. */
  readonly step: number;
  readonly length: number;
}

/** The runs in a text from `SHORT_RUN` on: `4567`, `CBA`, `890`, `1111`. */
function runsIn(text: string): SequenceRun[] {
  const runs: SequenceRun[] = [];
  let [step, length]: [number | undefined, number] = [undefined, 1];
  for (let at = 1; at <= text.length; at++) {
    const next = at < text.length ? stepBetween(text[at - 1], text[at]) : undefined;
    if (next !== undefined && next === step) length++;
    else {
      if (step !== undefined && length >= SHORT_RUN) runs.push({ step, length });
      [step, length] = [next, next === undefined ? 1 : 2];
    }
  }
  return runs;
}

/**
 * 1 or -1 for neighbours, 0 for the same; 9 and 0 are neighbours too, as on a keyboard. Undefined
 * for any others.
 */
function stepBetween(one = '', other = ''): number | undefined {
  if (one === other) return 0;
  const areDigits = /^\d{2}$/.test(one + other);
  if (!areDigits && !/^[A-Z]{2}$/.test(one + other)) return undefined;
  const step = other.charCodeAt(0) - one.charCodeAt(0);
  if (areDigits && Math.abs(step) === 9) return -step / 9;
  return Math.abs(step) === 1 ? step : undefined;
}
