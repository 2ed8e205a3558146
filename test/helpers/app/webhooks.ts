import { addWebhookRule, type WebhookRule } from '../../../dev/simulator/world/webhooks.ts';
import type { TestApp } from './app.ts';

/**
 * Sets up a ticket automation rule of the simulated Atera that calls the app's webhook, over a real
 * socket. `answers` collects the statuses.
 */
export function hookUp(app: TestApp, rule: Partial<WebhookRule> = {}): { readonly answers: number[] } {
  const answers: number[] = [];
  addWebhookRule(app.simulator.world, {
    url: () => `${app.host.url}/api/webhooks/atera`,
    on: ['opened', 'finished', 'status-changed'],
    send: ({ url, contentType, body }) =>
      // Virtual time stands still until the answer is there.
      app.clock.track(async () => {
        const headers = { 'content-type': contentType, connection: 'close' };
        const { status } = await fetch(url, { method: 'POST', headers, body });
        answers.push(status);
        return status;
      }),
    ...rule,
  });
  return { answers };
}
