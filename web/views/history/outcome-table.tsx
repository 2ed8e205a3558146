import { appText } from '../../lib/app-text.ts';
import { playbookName } from '../../lib/names.ts';
import { Badge, Time, type Tone, Vendor } from '../../parts/basics.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import type { Outcome } from './outcomes.ts';

const TONES: Readonly<Record<string, Tone>> = {
  acted: 'good',
  proposed: 'info',
  waiting: 'warn',
  unreadable: 'bad',
  failed: 'bad',
};

/** The state of an outcome. */
export function StateBadge({ state }: { readonly state: string }) {
  return <Badge tone={TONES[state] ?? 'plain'}>{t.history.states[state] ?? state}</Badge>;
}

/** One line for each alert; on a narrow screen a card. */
export function OutcomeTable({ rows, now }: { readonly rows: readonly Outcome[]; readonly now: number }) {
  const texts = t.history;
  return (
    <table class="outcomes">
      <thead>
        <tr>
          <th scope="col">{texts.listed}</th>
          <th scope="col">{texts.alert}</th>
          <th scope="col">{t.common.device}</th>
          <th scope="col">{texts.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.subject} row={row} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, now }: { readonly row: Outcome; readonly now: number }) {
  const { alertId, title, playbook, state, text, firstListedAt } = row;
  const name = <Vendor text={title} fallback={t.history.noTitle} />;
  return (
    <tr>
      <td class="when">
        <Time at={firstListedAt} now={now} />
      </td>
      <th scope="row" class="alert-title">
        {alertId === undefined ? name : <a href={`#/history/alert/${alertId}`}>{name}</a>}
      </th>
      <td>
        <Subject of={row} about={playbookName(playbook)} />
      </td>
      <td class="result">
        <StateBadge state={state} />
        <span>
          <Vendor text={appText(text)} />
        </span>
      </td>
    </tr>
  );
}
