import type { Condition } from '../../../shared/domain/occurrences/condition.ts';
import { playbooks } from '../../playbooks/index.ts';
import { failureText } from '../../runtime/failure-text.ts';
import type { JudgeDeps, ParkDeps, Surroundings } from '../../runtime/playbook.ts';

/**
 * Lets every playbook judge what the poll has listed, before anything is started. One that fails
 * blocks no other.
 */
export async function judgeBeforeStarting(deps: JudgeDeps): Promise<void> {
  for (const { definition, judge } of playbooks) {
    await judge?.(deps).catch((error) =>
      deps.log('not-judged', { playbook: definition.name, error: failureText(error) }),
    );
  }
}

/**
 * Puts a due condition off without a run where its playbook knows that one would find nothing to
 * do. Returns true when it did.
 */
export async function parkWithoutRun(
  deps: ParkDeps,
  condition: Condition,
  around: Surroundings | undefined,
): Promise<boolean> {
  return (
    (await playbooks
      .find(({ definition }) => definition.name === condition.playbook)
      ?.park?.(deps, condition, around)) ?? false
  );
}
