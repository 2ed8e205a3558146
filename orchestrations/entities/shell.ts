import type { EntityContext } from 'durable-functions';
import type { Braked } from '../../shared/brakes/hold.ts';
import type { Clock } from '../../shared/clock.ts';
import type { EntityOperation } from '../../shared/entity-operation.ts';

/**
 * Reads state and operation of an entity without throwing. The SDK parses text on reading and
 * throws when it is no JSON.
 */
export function readOperation({ df }: EntityContext<unknown>): { stored: unknown; operation: EntityOperation } {
  const stored = readOr('unreadable', () => df.getState());
  return { stored, operation: { verb: df.operationName ?? '', input: readOr(undefined, () => df.getInput()) } };
}

/**
 * An entity around a pure function that never throws. Every operation is answered exactly once; the
 * time is that of the host that runs the entity. When there is nothing left to keep, the entity
 * deletes itself.
 */
export function makeBrake(
  apply: (stored: unknown, operation: EntityOperation, now: number) => Braked<unknown>,
  { clock }: { readonly clock: Clock },
): (context: EntityContext<unknown>) => void {
  return (context) => {
    const { stored, operation } = readOperation(context);
    const { state, reply } = apply(stored, operation, clock.now());
    if (state !== stored && state !== undefined) context.df.setState(state);
    context.df.return(reply);
    // After the answer, because answering says that the entity exists.
    if (state === undefined || state === null) context.df.destructOnExit();
  };
}

function readOr(instead: unknown, read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return instead;
  }
}
