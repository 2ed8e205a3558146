import type { AppDeps } from '../../orchestrations/runtime/deps.ts';
import { pendingQuestion } from '../../shared/domain/approvals/answer.ts';
import { MINUTE_MS } from '../../shared/durations.ts';

type Deps = Pick<AppDeps, 'clock' | 'conditions' | 'measure'>;

/** A person answers within hours; each count reads the rows of all remediations that run. */
const EVERY_MS = 15 * MINUTE_MS;
const PAGE_ROWS = 1_000;

/**
 * Measures how many questions wait for a person, every quarter of an hour. Where nothing is
 * measured it reads nothing.
 */
export function makeCountQuestions({ clock, conditions, measure }: Deps): () => Promise<void> {
  let nextAt = 0;
  return async () => {
    const now = clock.now();
    if (!measure || now < nextAt) return;
    nextAt = now + EVERY_MS;
    let open = 0;
    let token: string | undefined;
    do {
      const page = await conditions.list({ state: 'remediating' }, { top: PAGE_ROWS, token });
      open += page.rows.filter((row) => pendingQuestion(row, now)).length;
      token = page.next;
    } while (token !== undefined);
    measure('rmm.questions.open', open);
  };
}
