import type { WatchRules } from '../domain/occurrences/watch-rules.ts';
import { type PlaybookName, playbookNamed } from '../playbooks/index.ts';

/** Returns the watch rules of one playbook. `policy` holds the playbook's section. */
export function watchRules(policy: Readonly<Record<string, unknown>>, playbook: PlaybookName): WatchRules {
  return playbookNamed(playbook).bind(policy).watch;
}
