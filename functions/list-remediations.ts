import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import type { AppDeps } from '../orchestrations/deps.ts';
import { remediationId } from '../shared/domain/keys.ts';
import { isPlaybook, playbookNames } from '../shared/policy/policy.ts';
import { type Condition, conditionStates } from '../shared/storage/conditions.ts';
import { idInQuery, iso, pageToken, topUpTo } from './query-fields.ts';
import { readQuery } from './request-input.ts';

const isTime = (text: string) => isoTime.safeParse(text).success;
const isoTime = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const ListRemediations = z.strictObject({
  state: z.enum(['open', ...conditionStates], `must be open, ${conditionStates.join(', ')}`).optional(),
  customerId: idInQuery.optional(),
  playbook: z
    .string()
    .refine(isPlaybook, `is no playbook: ${playbookNames.join(', ')}`)
    .optional(),
  since: z
    .string()
    .refine(isTime, 'is no date or time such as 2026-03-02 or 2026-03-02T08:00:00Z')
    .transform((text) => Date.parse(text))
    .optional(),
  top: topUpTo(200, 50),
  continuationToken: pageToken.optional(),
});

/**
 * `GET /api/remediations`: the newest occurrence of every condition that fits, ordered by device. 200 with `continuationToken` while
 * there is more (a page may be short), 400 says which parameter is wrong. Read from the table `conditions`, not from Durable.
 */
export function makeListRemediations({ conditions }: Pick<AppDeps, 'conditions'>) {
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const query = readQuery(request, ListRemediations);
    if ('refusal' in query) return query.refusal;
    const { top, continuationToken, ...wanted } = query.value;
    const { rows, next } = await conditions.list(wanted, { top, token: continuationToken });
    return { jsonBody: { remediations: rows.map(viewOf), continuationToken: next ?? null } };
  };
}

function viewOf(row: Condition) {
  const { state, playbook, customerId, deviceName, deviceKey, conditionKey, alertIds, ticketId, ticketAdopted } = row;
  return {
    id: remediationId(row),
    ...{ state, playbook, customerId, deviceName, deviceKey, conditionKey, alertIds, ticketId, ticketAdopted },
    openedAt: iso(row.openedAt),
    closedAt: iso(row.closedAt),
    nextAt: iso(row.nextAt),
  };
}
