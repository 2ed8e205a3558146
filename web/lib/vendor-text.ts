/** What would move the cursor, or turn the reading direction of what follows. */
const HIDDEN = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;

/**
 * A text that comes from a device or a person, for display: without control and direction
 * characters. It is shown as text in a `bdi`, never as markup.
 */
export function vendorText(text: string): string {
  return text.replace(HIDDEN, ' ').trim();
}
