import { useState } from 'preact/hooks';
import { countText } from '../../lib/times.ts';
import { Badge, Card, Empty } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import type { NowData, Run } from './now-data.ts';
import { RunList } from './run-list.tsx';
import { Watched } from './watched.tsx';

interface Props {
  readonly data: NowData;
  readonly now: number;
  readonly onChanged: () => void;
}

/** What is being handled now, that which wakes up next on top, and on request what is watched. */
export function Runs({ data: { runs, questions, moreRuns, customers }, now, onChanged }: Props) {
  const [chosen, setChosen] = useState<Run>();
  const [said, setSaid] = useState('');
  const [changes, setChanges] = useState(0);
  const texts = t.now.runs;
  const asked = new Set(questions.map(({ id }) => id));
  const all = [...questions, ...runs];
  const done = () => {
    setChosen(undefined);
    setSaid(texts.cancelled);
    setChanges(changes + 1);
    onChanged();
  };
  return (
    <Card title={texts.title} id="runs" aside={<span class="count">{countText(all.length)}</span>}>
      <p class="said" role="status">
        {said}
      </p>
      {all.length === 0 && <Empty text={texts.none} hint={texts.noneHint} />}
      <RunList label={texts.title} runs={all} isAsked={({ id }) => asked.has(id)} {...{ now, onCancel: setChosen }} />
      {moreRuns && <Badge tone="info">{texts.more(countText(all.length))}</Badge>}
      <Watched {...{ now, changes, customers, onCancel: setChosen }} />
      {chosen && <CancelDialog run={chosen} onDone={done} onClose={() => setChosen(undefined)} />}
    </Card>
  );
}
