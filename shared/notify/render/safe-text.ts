/** What would hide or forge text: control, direction, joining and blank characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]+/gu;

/**
 * Returns a text from outside as it may stand in a message: on one line, without hidden characters,
 * with nothing that a receiver makes a link, a mention or markup of, at most `maxLength` UTF-16
 * units. What is changed stays readable: `https[:]//`, `‹at›`.
 */
export function safeText(text: string, maxLength: number): string {
  const safe = text
    .slice(0, maxLength * 4)
    .replace(HIDDEN, ' ')
    .replaceAll(/:\/\//g, '[:]//')
    .replaceAll(/\b(www|ftp)\./gi, '$1[.]')
    .replaceAll(/\b(mailto|tel|sms|callto|skype|msteams|slack):/gi, '$1[:]')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return shortened(safe, maxLength);
}

/** Returns a text of at most `maxLength` UTF-16 units; a cut one ends with an ellipsis. */
export function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text.toWellFormed();
  return `${text.slice(0, Math.max(maxLength - 1, 0)).trimEnd()}…`.replace(/[\ud800-\udbff]…$/, '…').toWellFormed();
}
