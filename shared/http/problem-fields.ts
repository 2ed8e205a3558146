import { z } from 'zod';
import type { BodyReading } from './read-body.ts';

/** ASP.NET puts the names of refused members into `errors` of its ProblemDetails. */
const Problem = z.object({ errors: z.record(z.string(), z.unknown()) });

/**
 * Returns the names of the members a vendor refused, for a message; never their values. At most
 * five plain identifiers.
 */
export function problemFields(reading: BodyReading): readonly string[] {
  const problem = Problem.safeParse(reading.kind === 'json' ? reading.value : undefined);
  if (!problem.success) return [];
  return Object.keys(problem.data.errors)
    .filter((name) => /^[A-Za-z][\w.]{0,39}$/.test(name))
    .slice(0, 5);
}
