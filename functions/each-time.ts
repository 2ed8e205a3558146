import type { AppDeps, RegisteredDeps, UnderPolicy } from '../orchestrations/runtime/deps.ts';

/**
 * Returns the handler that `make` makes of the dependencies under the policy in force when it is
 * invoked: an invocation sees one policy from its beginning to its end. It is made again only when
 * the policy is another one, so what it remembers between invocations lasts as long.
 */
export function eachTime<Arguments extends readonly unknown[], Result>(
  deps: RegisteredDeps,
  make: (deps: AppDeps) => (...given: Arguments) => Result | Promise<Result>,
): (...given: Arguments) => Promise<Result> {
  let made: { readonly under: UnderPolicy; readonly handler: ReturnType<typeof make> } | undefined;
  return async (...given) => {
    const under = await deps.inForce();
    if (made?.under !== under) made = { under, handler: make({ ...deps, ...under }) };
    return made.handler(...given);
  };
}
