import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { StartDueDeps } from '../../orchestrations/activities/due/start-one.ts';
import { failureText } from '../../orchestrations/runtime/failure-text.ts';
import { ticketIdsIn } from '../../shared/atera/ticket-hint.ts';
import { makeTakeTicketHint } from '../services/ticket-hints.ts';
import { problem } from './parts/problem.ts';

/** Far more than a notice about a ticket holds. */
const MAX_BODY_CHARACTERS = 100_000;

/** Whatever it says, and whatever came of it: a sender that is refused might stop, or send again. */
const TAKEN: HttpResponseInit = { status: 202 };

/**
 * `POST /api/webhooks/atera`: a ticket automation rule of Atera says that a ticket has changed. A
 * hint and no more: the ticket is read again before anything follows, and only where it is one of
 * ours. Always 202, also for what nothing is found in; 413 for a body that no notice has.
 */
export function makeAteraWebhook(deps: StartDueDeps) {
  const take = makeTakeTicketHint(deps);
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const body = await request.text();
    if (body.length > MAX_BODY_CHARACTERS)
      return problem(413, 'Too large', `The body has over ${MAX_BODY_CHARACTERS} characters.`);
    const client = df.getClient(context);
    for (const ticketId of ticketIdsIn(body)) {
      try {
        await take(client, ticketId);
      } catch (error) {
        // The ticket is read with the next follow-up then, as it is where no hint comes.
        deps.log('ticket-hint-lost', { ticketId, reason: failureText(error) });
      }
    }
    return TAKEN;
  };
}
