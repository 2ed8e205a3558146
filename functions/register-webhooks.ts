import { app } from '@azure/functions';
import * as df from 'durable-functions';
import type { RegisteredDeps } from '../orchestrations/runtime/deps.ts';
import { eachTime } from './each-time.ts';
import { makeAteraWebhook } from './http/atera-webhook.ts';
import { answering, type HttpHandler } from './http/parts/answering.ts';
import { refusalFor } from './http/parts/signed-in.ts';

/**
 * What other systems call, each with the key of that one function in its address. A call changes
 * nothing that people look at: *Now* is not read again because of it, however many come.
 */
export function registerWebhooks(deps: RegisteredDeps): void {
  const webhook = eachTime(deps, makeAteraWebhook);
  const handler: HttpHandler = async (request, context) =>
    refusalFor(request, 'operator', deps.signInOn) ?? webhook(request, context);
  app.http('ateraWebhook', {
    route: 'webhooks/atera',
    methods: ['POST'],
    authLevel: 'function',
    handler: answering(deps.log, handler),
    extraInputs: [df.input.durableClient()],
  });
}
