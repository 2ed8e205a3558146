/** One promise of the app, checked from outside on a played day. */
export interface Check {
  readonly holds: boolean;
  /** What was checked, with its figures. */
  readonly text: string;
}

/** A promise that holds when there is no exception to it. */
export function none(text: string, exceptions: readonly string[]): Check {
  const holds = exceptions.length === 0;
  return { holds, text: holds ? text : `${text}, but not: ${exceptions.slice(0, 5).join('; ')}` };
}

/** A limit that was kept. */
export function within(what: string, used: number, limit: number): Check {
  return { holds: used <= limit, text: `${what}: ${used} of ${limit}` };
}
