import type { z } from 'zod';
import { date, id, optionalId, text } from '../http/fields.ts';
import { row } from '../http/rows.ts';

const MAX_NAME_LENGTH = 200;

/**
 * The commands the app may queue: a scan and a restart. The vendor has more; `InstallAllUpdates`
 * ignores every policy's filter and has no place here.
 */
export const COMMANDS = ['GetOS', 'Reboot'] as const;

/** One of `COMMANDS`. */
export type Command = (typeof COMMANDS)[number];

/** A command that waits for its device, whoever queued it. Times are epoch ms. */
export interface QueuedCommand {
  readonly id: number;
  readonly serverId?: number | undefined;
  /** Any name, not only those of `COMMANDS`; '' when not reported. */
  readonly command: string;
  /** Set for the run of a policy. */
  readonly policyId?: number | undefined;
  readonly createdAt?: number | undefined;
}

/** Automox's Command, as far as it is used. */
export const QueuedCommand: z.ZodType<QueuedCommand> = row({
  id,
  server_id: optionalId,
  command_type_name: text(MAX_NAME_LENGTH),
  policy_id: optionalId,
  create_time: date,
}).transform((command) => ({
  id: command.id,
  serverId: command.server_id,
  command: command.command_type_name,
  policyId: command.policy_id ?? policyIn(command.command_type_name),
  createdAt: command.create_time.at,
}));

/**
 * The specification of 2021 names the run of a policy `policy_{id}_remediate`; a row may identify
 * the policy by its name only.
 */
function policyIn(name: string): number | undefined {
  const [, id] = /^policy_(\d{1,15})_/.exec(name) ?? [];
  return id === undefined ? undefined : Number(id);
}
