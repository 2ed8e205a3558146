import type { Message } from './engine/types.ts';

/** What may go wrong on purpose. Every field is optional: a missing one means that nothing of the kind happens. */
export interface Faults {
  /** Extra milliseconds before a message is delivered; unequal delays reorder. */
  delayMs?: (message: Message) => number;
}
