import { Badge, Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { Change } from './policy-data.ts';

/** What changes, in words; what widens is marked. */
export function PolicyChanges({ changes }: { readonly changes: readonly Change[] }) {
  const texts = t.policy;
  if (changes.length === 0) return <p class="muted">{texts.nothing}</p>;
  return (
    <ul class="plain rows policy-changes">
      {changes.map(({ field, text, widens }, index) => (
        <li key={`${index} ${field}`}>
          <Badge tone={widens ? 'warn' : 'plain'}>{widens ? texts.widens : texts.narrows}</Badge> <Vendor text={text} />
        </li>
      ))}
    </ul>
  );
}
