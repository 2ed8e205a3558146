/**
 * Markup, control and text-direction characters (bidi marks occur in Atera's own data and can
 * disguise a text).
 */
const NOT_PLAIN = /[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Text from outside made safe for a ticket, a log line or a table: no markup, no control
 * characters, white space folded, at most `maxLength` characters.
 */
export function plainText(text: string, maxLength: number): string {
  const plain = text
    .slice(0, maxLength * 4)
    .replaceAll(NOT_PLAIN, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  // A character cut in half is no text: a table or Atera may refuse it, and with it everything sent
  // along.
  return plain.length <= maxLength
    ? plain.toWellFormed()
    : `${plain.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`.toWellFormed();
}
