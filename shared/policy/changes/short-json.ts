const MOST_CHARACTERS = 160;

/** Returns a value as it stands in the document, cut where it is long; `isBare`: a list without its brackets. */
export function shortJson(value: unknown, isBare = false): string {
  const whole = JSON.stringify(value);
  const text = isBare && whole.startsWith('[') ? whole.slice(1, -1) : whole;
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
