import { automoxBudgets } from '../../../shared/budget/budgets.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { peakInWindow } from '../../simulator/request-log.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { type Check, none, within } from '../check.ts';
import { isLunch } from '../demo.ts';
import type { PlayedDay } from '../once.ts';
import type { Approval, Operator } from '../operator.ts';
import { commandsSent, type SentCommand } from './day-commands.ts';

/** What `checkCommands` needs of a played day. */
export interface CommandFacts {
  readonly simulator: Pick<Simulator, 'requests' | 'automox'>;
  readonly policy: Pick<Policy, 'customers'>;
  readonly operator: Pick<Operator, 'approvals'>;
}

/** Checks what was sent to devices. */
export function checkCommands({ simulator, policy, operator }: CommandFacts): Check[] {
  const commands = commandsSent(simulator);
  const { approvals } = operator;
  const notAssigned = commands.filter(({ device }) => !policy.customers[device?.customer.id ?? 0]?.automox);
  const reboots = commands.filter(({ playbook }) => playbook === 'pending-reboot');
  const outside = reboots.filter(({ at }) => !isLunch(at));
  const figures = `${commands.length} commands, ${approvals.length} approvals`;
  return [
    none(`one command for each approval, and none without (${figures})`, unpaired(commands, approvals)),
    none('no command for a customer that is not assigned to Automox', notAssigned.map(nameOf)),
    none(`no reboot outside of a maintenance window (reboots: ${reboots.length})`, outside.map(nameOf)),
    none('no worklet was ordered to run on every device', simulator.automox.remediatedAll.map(String)),
  ];
}

/** Checks the requests to both vendors, and that nothing went wrong unnoticed. */
export function checkRequests({ simulator, product, settings }: PlayedDay): Check[] {
  const unknown = simulator.unknownRequests.map(({ method, path }) => `${method} ${path}`);
  const { requestsPerMinute } = settings.atera;
  const share = settings.automox?.requestsPer5Minutes ?? 0;
  const { servers } = automoxBudgets(share);
  const lists = peakInWindow(
    simulator.requestsOf('GET /servers').map(({ at }) => at),
    servers.windowMs,
  );
  return [
    none('no request that Atera or Automox does not know', unknown),
    within('requests to Atera in the busiest minute', simulator.peakRequests(), requestsPerMinute),
    within('requests to Automox in the busiest 5 minutes', simulator.peakRequests(5 * 60_000, 'automox'), share),
    within('lists of devices at Automox in the busiest minute', lists, servers.n),
    none('neither host nor app logged a warning or an error', product.problems),
  ];
}

/**
 * Commands without an earlier yes of their own for this device and playbook, and approvals without
 * a command.
 */
function unpaired(commands: readonly SentCommand[], approvals: readonly Approval[]): string[] {
  const left = [...approvals];
  const without = commands.filter((command) => {
    const index = left.findIndex(
      ({ at, question }) =>
        at <= command.at && question.deviceName === command.device?.name && question.playbook === command.playbook,
    );
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...without.map((command) => `${nameOf(command)} without approval`),
    ...left.map(({ question }) => `${question.deviceName} approved, no command`),
  ];
}

function nameOf({ device, playbook }: SentCommand): string {
  return `${device?.name ?? 'an unknown device'} ${playbook}`;
}
