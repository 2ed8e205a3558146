import { Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { Question } from './now-data.ts';

/** What was read when the question was asked; the answer holds for exactly this. */
export function Evidence({ question }: { readonly question: Question }) {
  const entries = Object.entries(question.approval.facts);
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>{t.now.questions.showEvidence}</summary>
      <dl class="facts">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{words(name)}</dt>
            <dd>
              <Vendor text={String(value)} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** `thresholdPercent` → `threshold percent`. */
function words(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
