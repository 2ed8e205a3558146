import { describe, expect, it } from 'vitest';
import { addFullServer, answer, asked, raiseFull, taken, untilKnown, worklets } from './helpers/commands.ts';
import { until } from './helpers/until.ts';
import { addServer, decided, polledAgain, ticketsOf, useWorld, type World } from './helpers/world.ts';

const world = useWorld({ automox: true });

const MINUTE = 60_000;

const set = ({ api }: World, on: boolean) =>
  api('PUT', '/api/kill-switch', { on, reason: 'restore under way', by: 'Kim' });

/** Every request so far that changes something. */
const writesOf = ({ simulator }: World) => simulator.requests.filter(({ method }) => method !== 'GET');

describe('the kill switch of the built app', () => {
  it('keeps everything from being written, and what was stopped by the kill switch is done once afterwards', async () => {
    const w = world();
    const writesBefore = writesOf(w);
    const stopped = await set(w, true);
    const device = addServer(w, 'North Wind');
    const alertId = await until('an alert', () => device.openAlertId('C:'));
    const heldBack = await decided(w, alertId, 'kill-switch');
    const writesMeanwhile = writesOf(w).slice(writesBefore.length);

    const released = await set(w, false);
    const decision = await decided(w, alertId, 'acted');

    expect([stopped.status, released.status]).toEqual([200, 200]);
    expect(heldBack).toMatchObject({ state: 'waiting', why: expect.stringContaining('restore under way') });
    expect(writesMeanwhile).toEqual([]);
    expect(decision).toMatchObject({ code: 'ticket-opened', killSwitchOn: false });
    await polledAgain(w);
    expect(ticketsOf(w, device)).toMatchObject([{ status: 'Open' }]);
  });

  it('keeps an approved command from being sent, which is carried out once afterwards', async () => {
    const w = world();
    const full = addFullServer(w, 'South Wind');
    await untilKnown(w);
    const alert = raiseFull(w, full);
    const question = await asked(w, full);
    const sentBefore = worklets(w);

    await set(w, true);
    await answer(w, question, 'approve');
    const heldBack = await decided(w, alert.id, 'kill-switch');
    await polledAgain(w);
    const sentMeanwhile = worklets(w);
    await set(w, false);
    // What was stopped by the kill switch is taken up again after a minute at the soonest.
    await until('the alert is resolved', () => alert.archivedAt !== undefined, 5 * MINUTE);

    expect(heldBack).toMatchObject({ state: 'waiting', why: expect.stringContaining('restore under way') });
    expect(sentMeanwhile).toBe(sentBefore);
    await decided(w, alert.id, 'acted');
    await polledAgain(w);
    expect(worklets(w)).toBe(sentBefore + 1);
    expect(taken(full)).toHaveLength(1);
    expect(ticketsOf(w, full.device)).toEqual([]);
  });
});
