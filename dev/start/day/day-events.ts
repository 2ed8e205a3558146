import type { VirtualClock } from '../../host/index.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { addWebhookRule } from '../../simulator/world/webhooks.ts';

const HOUR_MS = 3_600_000;

/** Its disk fills half an hour later, and is full until after the end. */
const MUTED = 'ELM-PC02';

/** What happens in the day beside its alerts. */
export interface DayEvents {
  /** Planned maintenance of one machine (epoch ms). */
  readonly maintenance: {
    readonly device: string;
    readonly from: number;
    readonly until: number;
    /** How the app answered when it was planned. */
    readonly answers: readonly number[];
  };
  /** How the app answered Atera's webhooks. */
  readonly webhookAnswers: readonly number[];
}

interface Played {
  readonly simulator: Simulator;
  readonly clock: VirtualClock;
  /** The address of the app's host. */
  readonly url: string;
}

/**
 * Plans maintenance from 10:00 to 13:00, and sets up a ticket automation rule of Atera that calls the
 * app's webhook.
 */
export function playEvents({ simulator, clock, url }: Played): DayEvents {
  const webhookAnswers: number[] = [];
  const answers: number[] = [];
  addWebhookRule(simulator.world, {
    url: () => `${url}/api/webhooks/atera`,
    on: ['finished'],
    shape: 'flat',
    send: (call) =>
      // Virtual time stands still until the answer is there.
      clock.track(async () => {
        const { status } = await post(call.url, call.body, call.contentType);
        webhookAnswers.push(status);
        return status;
      }),
  });
  const [from, until] = [clock.now() + 2 * HOUR_MS, clock.now() + 5 * HOUR_MS];
  const plan = async () => {
    const device = [...simulator.world.devices.values()].find(({ name }) => name === MUTED);
    const times = { from: new Date(from).toISOString(), until: new Date(until).toISOString() };
    const mute = {
      agentId: device?.agentId,
      ...times,
      reason: 'the school gets new switches',
      by: 'Ada (service desk)',
    };
    answers.push((await post(`${url}/api/mutes`, JSON.stringify(mute), 'application/json')).status);
  };
  // By then the devices have been listed, and the mute names its own.
  simulator.world.after(HOUR_MS / 2, () => void clock.track(plan));
  return { maintenance: { device: MUTED, from, until, answers }, webhookAnswers };
}

function post(address: string, body: string, contentType: string): Promise<Response> {
  return fetch(address, { method: 'POST', headers: { 'content-type': contentType, connection: 'close' }, body });
}
