import { z } from 'zod';
import { date, id, optionalId, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';
import { exitCode } from './fields.ts';

const MAX_NAME_LENGTH = 200;

/**
 * Something that happened in the organisation. There is no event for a restart or a lost
 * connection.
 */
export interface AutomoxEvent {
  readonly id: number;
  /** For instance `system.policy.action`. */
  readonly name: string;
  /** Epoch ms. */
  readonly at?: number | undefined;
  readonly serverId?: number | undefined;
  readonly policyId?: number | undefined;
  /** What the run ended with on the device: 0 is success; undefined when the event reports none. */
  readonly exitCode?: number | undefined;
}

const EventRow = row({
  id,
  name: text(MAX_NAME_LENGTH),
  create_time: date,
  server_id: optionalId,
  policy_id: optionalId,
  data: z.unknown(),
});

const EventData = row({ status: exitCode });

/** Automox's Event, as far as it is used. `data` differs from event to event, and may be a text. */
export const AutomoxEvent: z.ZodType<AutomoxEvent> = EventRow.transform((event) => ({
  id: event.id,
  name: event.name,
  at: event.create_time.at,
  serverId: event.server_id,
  policyId: event.policy_id,
  exitCode: EventData.safeParse(event.data).data?.status,
}));
