import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { endOf, type Mute } from '../../../shared/domain/mutes/mute.ts';
import { DAY_MS } from '../../../shared/durations.ts';
import type { MuteList } from '../answers/mutes.ts';
import { muteView } from '../parts/mute-view.ts';
import { problem } from '../parts/problem.ts';
import { idInQuery, topUpTo } from '../parts/query-fields.ts';
import { readQuery } from '../parts/request-input.ts';

type Deps = Pick<AppDeps, 'mutes' | 'clock'>;

const states = ['in-force', 'planned', 'ended'] as const;

/** The query of the mutes. */
export const ListMutes = z.strictObject({
  state: z.enum(states, `must be one of ${states.join(', ')}`).optional(),
  customerId: idInQuery.optional(),
  /** How long ago mutes may have ended. */
  endedDays: topUpTo(400, 30).meta({ description: 'Those that ended within so many days: 1 to 400.' }),
  top: topUpTo(1_000, 1_000),
});

/**
 * `GET /api/mutes`: what is muted, what is planned, and what ended in the last 30 days (`endedDays`).
 * 200; 400 says which parameter is wrong.
 */
export function makeListMutes({ mutes, clock }: Deps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, ListMutes);
    if ('refusal' in query) return query.refusal;
    const { state, customerId, endedDays, top } = query.value;
    const now = clock.now();
    const { mutes: current, unreadable } = await mutes.current();
    const past = await Array.fromAsync(mutes.past(now - endedDays * DAY_MS));
    // One whose move is under way is in both.
    const all = new Map<string, Mute>([...past, ...current].map((mute) => [mute.id, mute]));
    const shown = [...all.values()]
      .filter((mute) => customerId === undefined || mute.customerId === customerId)
      .map((mute) => ({ mute, view: muteView(mute, now) }))
      .filter(({ view }) => state === undefined || view.state === state)
      .sort((a, b) => states.indexOf(a.view.state) - states.indexOf(b.view.state) || inOrder(a.mute, b.mute, now));
    const jsonBody: z.input<typeof MuteList> = { mutes: shown.slice(0, top).map(({ view }) => view), unreadable };
    return { jsonBody };
  };
}

/** What ends first is first; of what is planned what begins first; of what has ended the latest. */
function inOrder(one: Mute, other: Mute, now: number): number {
  if (now >= endOf(one)) return endOf(other) - endOf(one);
  return one.from > now ? one.from - other.from : endOf(one) - endOf(other);
}

/** `GET /api/mutes/{id}`: 200; 404 for one that is not kept. */
export function makeGetMute({ mutes, clock }: Deps) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const mute = isMuteId(request.params.id) ? await mutes.get(request.params.id) : undefined;
    return mute ? { jsonBody: muteView(mute, clock.now()) } : MUTE_UNKNOWN;
  };
}

/** Whether it may be the id of one: what cannot is no key of a row either. */
export function isMuteId(id: string | undefined): id is string {
  return id !== undefined && /^m[0-9a-f]{31}$/.test(id);
}

/** The answer about one that there is not. */
export const MUTE_UNKNOWN = problem(
  404,
  'Not found',
  'There is no mute with this id; those that have ended are kept for 400 days.',
);
