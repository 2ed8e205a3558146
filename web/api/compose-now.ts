import type { NowData, Run } from '../views/now/now-data.ts';
import { type Answer, call, get } from './client.ts';

interface Listed extends Omit<Run, 'isAsked'> {
  readonly approval: {
    readonly state: string;
    readonly asks: string;
    readonly evidence: string;
    readonly expiresAt: string;
  } | null;
}

/** Puts the picture together from the single routes. */
export async function composeNow(signal: AbortSignal): Promise<Answer<NowData>> {
  const [list, budgets, killSwitch, health] = await Promise.all([
    get<{ remediations: Listed[] }>('/remediations?state=open&top=200', signal),
    get<{ budgets: NowData['budgets'] }>('/budgets', signal),
    get<NowData['killSwitch']>('/kill-switch', signal),
    call<NowData['health']>('/health/ready', { signal, accept503: true }).then(({ body }) => body),
  ]);
  const isAsked = ({ approval }: Listed) => approval?.state === 'pending';
  const runs = list.remediations.map((row) => ({ ...row, isAsked: isAsked(row) }));
  const questions = list.remediations
    .filter(isAsked)
    .flatMap((row) => (row.approval ? [{ ...row, ...row.approval, facts: {} }] : []));
  const body = {
    at: new Date().toISOString(),
    ...{ runs, questions, killSwitch, sites: [], brakes: [], lastPollAt: null },
    ...{ budgets: budgets.budgets, health: health ?? { status: '', checks: [] } },
  };
  return { status: 200, body, etag: undefined };
}
