/** How the vendor may give back a text it was sent. */
export type TextForm =
  | 'plain'
  | 'hex'
  | 'decimal'
  | 'named'
  | 'double-encoded'
  | 'no-semicolon'
  | 'nfd'
  | 'zero-width-end'
  | 'smart-quotes'
  | 'html'
  | 'crlf'
  | 'collapsed'
  | 'no-emoji'
  | 'cut';

/** A field of the vendor may end here. */
const CUT_LENGTH = 400;

const NAMES: Readonly<Record<string, string>> = {
  "'": 'apos',
  '"': 'quot',
  á: 'aacute',
  é: 'eacute',
  ü: 'uuml',
  ö: 'ouml',
  č: 'ccaron',
  ł: 'lstrok',
  ñ: 'ntilde',
  '–': 'ndash',
  '%': 'percnt',
  ':': 'colon',
};

/** The text in one of these forms. */
export function inForm(text: string, form: TextForm): string {
  switch (form) {
    case 'plain':
      return text;
    case 'hex':
      return encoded(text, (code) => `&#x${code.toString(16)};`);
    case 'decimal':
      return encoded(text, (code) => `&#${code};`);
    case 'named':
      return ampersands(text).replaceAll(/[^\w\s&;]/g, (sign) => (NAMES[sign] ? `&${NAMES[sign]};` : sign));
    case 'double-encoded':
      return encoded(text, (code) => `&#${code};`).replaceAll('&', '&amp;');
    case 'no-semicolon':
      return text.replaceAll(/['"–]/g, (sign) => `&#${sign.codePointAt(0)}`);
    case 'nfd':
      return text.normalize('NFD');
    case 'zero-width-end':
      return `${text}\u200b\ufeff`;
    case 'smart-quotes':
      return text
        .replaceAll("'", '’')
        .replaceAll(/"([^"]*)"/g, '“$1”')
        .replaceAll('...', '…');
    case 'html':
      return `<p dir="ltr">${ampersands(text).replaceAll('\n', '<br />')}</p>\n`;
    case 'crlf':
      return `${text.replaceAll('\n', '\r\n')}\r\n`;
    case 'collapsed':
      return text.replaceAll(/\s+/g, ' ');
    case 'no-emoji':
      return text.replaceAll(/\p{Extended_Pictographic}\ufe0f?/gu, '');
    case 'cut':
      return text.slice(0, CUT_LENGTH);
  }
}

function ampersands(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** All but plain letters, digits and blanks, as an encoder that takes no risks writes them. */
function encoded(text: string, write: (code: number) => string): string {
  return text.replaceAll(/[^A-Za-z0-9\s]/gu, (sign) => write(sign.codePointAt(0) ?? 0));
}
