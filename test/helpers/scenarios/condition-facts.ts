import type { ConditionFacts } from '../../../shared/domain/occurrences/condition.ts';

/** A full disk C: of agent 1, raised by alert 100. */
export const conditionFacts = (over: Partial<ConditionFacts> = {}): ConditionFacts => ({
  deviceKey: 'a1',
  conditionKey: 'disk-space.C',
  playbook: 'disk-space',
  agentId: 1,
  details: { drive: 'C' },
  alertId: 100,
  ...over,
});
