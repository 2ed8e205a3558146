import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { AppDeps } from '../../../orchestrations/runtime/deps.ts';
import { pendingQuestion } from '../../../shared/domain/approvals/answer.ts';
import { type Condition, conditionStates } from '../../../shared/domain/occurrences/condition.ts';
import { remediationId } from '../../../shared/domain/occurrences/keys.ts';
import type { Locale } from '../../../shared/domain/time/local-times.ts';
import { isPlaybook, playbookNames } from '../../../shared/policy/policy.ts';
import type { ListedRemediation } from '../answers/remediations.ts';
import { shortApproval } from '../parts/approval-view.ts';
import { idInQuery, iso, momentInQuery, pageToken, topUpTo } from '../parts/query-fields.ts';
import { readQuery } from '../parts/request-input.ts';

const states = ['open', 'approval', ...conditionStates] as const;

/** The query of the remediations. */
export const ListRemediations = z.strictObject({
  state: z.enum(states, `must be ${states.join(', ')}`).optional(),
  customerId: idInQuery.optional(),
  playbook: z
    .string()
    .refine(isPlaybook, `is no playbook: ${playbookNames.join(', ')}`)
    .optional(),
  since: momentInQuery.optional(),
  top: topUpTo(200, 50),
  continuationToken: pageToken.optional(),
});

/**
 * `GET /api/remediations`: the newest occurrence of every condition that fits, ordered by device.
 * 200 with `continuationToken` while there is more (a page may be short), 400 says which parameter
 * is wrong. Read from the table `conditions`, not from Durable. `state=approval` = those that wait
 * for a person's answer now.
 */
export function makeListRemediations(deps: Pick<AppDeps, 'conditions' | 'customers' | 'clock'>) {
  const { conditions, customers, clock } = deps;
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, ListRemediations);
    if ('refusal' in query) return query.refusal;
    const { top, continuationToken, state, ...wanted } = query.value;
    const now = clock.now();
    const filter = { ...wanted, state: state === 'approval' ? 'remediating' : state } as const;
    const { rows, next } = await conditions.list(filter, { top, token: continuationToken });
    const fitting = state === 'approval' ? rows.filter((row) => pendingQuestion(row, now)) : rows;
    const remediations = await Promise.all(
      fitting.map(async (row) => viewOf(row, now, await customers.policyOf(row.customerId))),
    );
    return { jsonBody: { remediations, continuationToken: next ?? null } };
  };
}

function viewOf(row: Condition, now: number, locale: Locale): z.input<typeof ListedRemediation> {
  const { state, playbook, customerId, deviceName, deviceKey, conditionKey, alertIds, ticketId, ticketAdopted } = row;
  return {
    id: remediationId(row),
    ...{ state, playbook, customerId, deviceName, deviceKey, conditionKey, alertIds, ticketId, ticketAdopted },
    openedAt: iso(row.openedAt),
    closedAt: iso(row.closedAt),
    nextAt: iso(row.nextAt),
    approval: shortApproval(row, now, locale),
  };
}
