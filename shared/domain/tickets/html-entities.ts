/**
 * Accents as HTML names them, as the combining mark that makes them: `&aacute;` is a and U+0301.
 */
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  macr: '\u0304',
  breve: '\u0306',
  dot: '\u0307',
  uml: '\u0308',
  ring: '\u030a',
  dblac: '\u030b',
  caron: '\u030c',
  cedil: '\u0327',
  ogon: '\u0328',
};

const ACCENTED = new RegExp(`^([A-Za-z])(${Object.keys(ACCENTS).join('|')})$`);

/**
 * Every other letter, digit, or sign that NFKC makes letters or digits of; a sign that is neither
 * needs no name here.
 */
const NAMED =
  pairs(`amp & lt < gt > quot " apos ' nbsp \u00a0 szlig ß aelig æ AElig Æ oelig œ OElig Œ eth ð ETH Ð thorn þ THORN Þ
  oslash ø Oslash Ø lstrok ł Lstrok Ł dstrok đ Dstrok Đ hstrok ħ Hstrok Ħ tstrok ŧ Tstrok Ŧ imath ı inodot ı Idot İ kgreen ĸ
  eng ŋ ENG Ŋ ijlig ĳ IJlig Ĳ napos ŉ fnof ƒ micro µ ordf ª ordm º sup1 ¹ sup2 ² sup3 ³ frac12 ½ half ½ frac14 ¼ frac34 ¾
  trade ™ TRADE ™ numero № ell ℓ ohm Ω angst Å image ℑ real ℜ weierp ℘ alefsym ℵ fflig ﬀ filig ﬁ fllig ﬂ ffilig ﬃ ffllig ﬄ
  alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ
  sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ
  Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
  acy а bcy б vcy в gcy г dcy д iecy е zhcy ж zcy з icy и jcy й kcy к lcy л mcy м ncy н ocy о pcy п rcy р scy с tcy т ucy у
  fcy ф khcy х tscy ц chcy ч shcy ш shchcy щ hardcy ъ ycy ы softcy ь ecy э yucy ю yacy я iocy ё
  Acy А Bcy Б Vcy В Gcy Г Dcy Д IEcy Е ZHcy Ж Zcy З Icy И Jcy Й Kcy К Lcy Л Mcy М Ncy Н Ocy О Pcy П Rcy Р Scy С Tcy Т Ucy У
  Fcy Ф KHcy Х TScy Ц CHcy Ч SHcy Ш SHCHcy Щ HARDcy Ъ Ycy Ы SOFTcy Ь Ecy Э YUcy Ю YAcy Я IOcy Ё`);

/**
 * A named reference, or one of the names (of Latin 1) that HTML has always understood without their
 * semicolon.
 */
const REFERENCE =
  /&([A-Za-z][A-Za-z0-9]{1,31});|&(amp|lt|gt|quot|nbsp|szlig|[Aa][Ee]lig|eth|ETH|thorn|THORN|[Oo]slash|micro|ord[fm]|sup[123]|frac(?:12|14|34)|[aeiouyAEIOUY]acute|[aeiouAEIOU](?:grave|circ|uml)|yuml|[anoANO]tilde|[cC]cedil|[aA]ring)/g;

/** Where a number of 128 to 159 stands for a letter, because its writer meant Windows-1252. */
const WINDOWS_1252 = new Map([
  [131, 'ƒ'],
  [138, 'Š'],
  [140, 'Œ'],
  [142, 'Ž'],
  [153, '™'],
  [154, 'š'],
  [156, 'œ'],
  [158, 'ž'],
  [159, 'Ÿ'],
]);

/**
 * Returns the text with its HTML character references read once: decimal, hexadecimal and named
 * ones, the first two also without a semicolon. A name that is not known is treated as a sign and
 * becomes a blank.
 */
export function decodeEntities(text: string): string {
  return text
    .replaceAll(/&#(\d{1,10});?/g, (_, digits: string) => character(Number(digits)))
    .replaceAll(/&#x([0-9a-f]{1,8});?/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
    .replaceAll(REFERENCE, (_, name?: string, legacy?: string) => named(name ?? legacy ?? '') ?? ' ');
}

function named(name: string): string | undefined {
  const [, letter, accent = ''] = ACCENTED.exec(name) ?? [];
  return NAMED.get(name) ?? (letter && `${letter}${ACCENTS[accent]}`.normalize('NFC'));
}

function character(code: number): string {
  return WINDOWS_1252.get(code) ?? (code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : ' ');
}

function pairs(table: string): ReadonlyMap<string, string> {
  // Not \s: the no-break space is a value.
  const words = table.split(/[ \n]+/);
  return new Map(words.flatMap((name, at) => (at % 2 === 0 ? [[name, words[at + 1] ?? '']] : [])));
}
