/** Who answers: asked once, kept in this page's memory. A function key identifies no person. */
let name = '';

/** The name that was last given, or ''. */
export function operator(): string {
  return name;
}

/** Keeps the name for the next answer. */
export function setOperator(given: string): void {
  name = given.trim();
}
