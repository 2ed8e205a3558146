import type { LoggedRequest } from '../../../dev/simulator/request-log.ts';
import type { About, Evidence, Reported, TicketRecord } from '../../interruptions/evidence.ts';

/** A moment of the day on which every log begins. */
export const at = (time: string): number => Date.parse(`2026-03-02T${time}:00Z`);

/** The device of every log. */
export const DEVICE = 'NW-SRV-01';

const DISK: About = { device: DEVICE, condition: 'disk' };

/**
 * What a full disk's scenario knows at least: it is full from 08:00 on, and the scenario ends two
 * days later.
 */
export function log(over: Partial<Evidence> = {}): Evidence {
  return {
    ...{ start: at('08:00'), end: at('08:00') + 2 * 86_400_000 },
    ...{
      requests: [],
      commands: [],
      boots: [],
      workletRuns: [],
      answers: [],
      tickets: [],
      reported: [],
      questions: [],
    },
    ...{ signedIn: [], disturbed: [], killSwitch: [], muted: [] },
    turns: [{ at: at('08:00'), ...DISK, holds: true }],
    fills: [{ at: at('08:00'), device: DEVICE, percent: 95 }],
    alerts: [alert()],
    ...over,
  };
}

/** The disk's alert, open unless said otherwise. */
export function alert(over: Partial<Evidence['alerts'][number]> = {}): Evidence['alerts'][number] {
  return { id: 4_000_001, about: DISK, createdAt: at('08:05'), archivedAt: undefined, archivedBy: undefined, ...over };
}

/** A ticket of ours, opened at 09:00 and still open. */
export function ticket({
  tried = 'nothing was changed on the device; the reading was checked twice.',
  ...over
}: Partial<TicketRecord> & { tried?: string } = {}): TicketRecord {
  const { id = 7_001, createdAt = at('09:00') } = over;
  return {
    ...{
      id,
      createdAt,
      isCarried: false,
      about: DISK,
      marker: 'rmm a1001.disk-space.C.1',
      status: 'Open',
      comments: [],
    },
    title: `Disk C: almost full on ${DEVICE} [rmm a1001.disk-space.C.1]`,
    description: `What: drive C: of ${DEVICE} has been over its alert limit of 90 %.\nTried: ${tried}`,
    turns: [{ at: createdAt, ticketId: id, status: 'Open' }],
    ...over,
  };
}

/** What the decision of the alert reported from `09:00` on, for two hours. */
export function reported(text: string, over: Partial<Reported> = {}): Reported {
  const times = { writtenAt: at('09:00'), readAt: at('09:00'), lastReadAt: at('11:00') };
  return { source: 'decision', id: '4000001', about: DISK, code: 'still-occurring', text, ...times, ...over };
}

/** A person's answer at 08:30. */
export function answer(
  how: 'approve' | 'reject',
  over: Partial<Evidence['answers'][number]> = {},
): Evidence['answers'][number] {
  return { at: at('08:30'), id: 'rem.a1001.disk-space.C.1', how, evidence: 'e1', asks: 'Run it.', ...over };
}

/** A worklet that Automox took. */
export function command(time: string): Evidence['commands'][number] {
  return { at: at(time), device: DEVICE, kind: 'worklet' };
}

/** The request that orders the worklet. */
export function order(time: string, status?: number): LoggedRequest {
  const path = '/policies/40001/action';
  const request = {
    vendor: 'automox',
    method: 'POST',
    template: '/policies/{policyId}/action',
    path,
    query: {},
    at: at(time),
  };
  return status === undefined ? request : { ...request, status };
}
