import { useState } from 'preact/hooks';
import { get } from '../../api/client.ts';
import { countText } from '../../lib/times.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Failure, Loading } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { NowData, Run } from './now-data.ts';
import { RunList } from './run-list.tsx';

/** As many as one answer holds. */
const MOST = 200;

interface Props {
  readonly now: number;
  /** Rises with each change made here. */
  readonly changes: number;
  /** Names by id: the list that is read here holds none. */
  readonly customers: NowData['customers'];
  readonly onCancel: (run: Run) => void;
}

/** What has its ticket and is watched until it has recovered: read only when somebody opens it. */
export function Watched(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="watched" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.now.runs.watched}</summary>
      {isOpen && <WatchedList {...props} />}
    </details>
  );
}

interface Listed {
  readonly remediations: readonly Run[];
  readonly continuationToken: string | null;
}

function WatchedList({ now, changes, customers, onCancel }: Props) {
  const path = `/remediations?state=watching&top=${MOST}`;
  const { data, error, isLoading, again } = useLoaded(`${changes}`, (signal) => get<Listed>(path, signal));
  const texts = t.now.runs;
  if (error) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  const { remediations, continuationToken } = data;
  const named = remediations.map((run) => ({ ...run, customerName: customers[`${run.customerId}`] ?? null }));
  return (
    <>
      {remediations.length === 0 && <p class="muted">{texts.noneWatched}</p>}
      <RunList label={texts.watched} runs={named} isAsked={() => false} {...{ now, onCancel }} />
      {continuationToken !== null && <p class="muted">{texts.more(countText(remediations.length))}</p>}
      <p>
        <button type="button" disabled={isLoading} onClick={again}>
          {t.history.refresh}
        </button>
      </p>
    </>
  );
}
