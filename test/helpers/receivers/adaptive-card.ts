import { createRequire } from 'node:module';

type AdaptiveCards = typeof import('adaptivecards');

/** Its modules are written for a bundler; this file of it is one that Node reads. */
const { AdaptiveCard, SerializationContext, Versions }: AdaptiveCards = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

/** What of the format the flow's bot shows for certain in every client. */
const DECLARED = '1.4';

/**
 * Returns what Microsoft's own reader of Adaptive Cards finds wrong with a card: unknown elements,
 * actions and values, and whatever came later than 1.2.
 */
export function cardMistakes(content: unknown): string[] {
  const given = content as { type?: unknown; version?: unknown } | null;
  if (given?.type !== 'AdaptiveCard') return ['is no AdaptiveCard'];
  if (given.version !== DECLARED) return [`is declared as ${String(given.version)}`];
  const context = new SerializationContext(Versions.v1_2);
  const card = new AdaptiveCard();
  card.parse({ ...given, version: '1.2' }, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...events, ...card.validateProperties().validationEvents.map(({ message }) => message)];
}
