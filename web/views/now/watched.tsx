import { useState } from 'preact/hooks';
import { get } from '../../api/client.ts';
import { countText } from '../../lib/times.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Failure, Loading } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import type { Run } from './now-data.ts';
import { RunList } from './run-list.tsx';

/** As many as one answer holds; more are counted by nobody. */
const MOST = 200;

interface Props {
  readonly now: number;
  /** Rises with each change made here. */
  readonly changes: number;
  readonly onCancel: (run: Run) => void;
}

/** What has its ticket and is watched until it is over: read only when somebody wants to see it. */
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

function WatchedList({ now, changes, onCancel }: Props) {
  const path = `/remediations?state=watching&top=${MOST}`;
  const { data, error, isLoading, again } = useLoaded(`${changes}`, (signal) => get<Listed>(path, signal));
  const texts = t.now.runs;
  if (error) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  const { remediations, continuationToken } = data;
  return (
    <>
      {remediations.length === 0 && <p class="muted">{texts.noneWatched}</p>}
      <RunList label={texts.watched} runs={remediations} isAsked={() => false} {...{ now, onCancel }} />
      {continuationToken !== null && <p class="muted">{texts.more(countText(remediations.length))}</p>}
      <p>
        <button type="button" disabled={isLoading} onClick={again}>
          {t.history.refresh}
        </button>
      </p>
    </>
  );
}
