import { useState } from 'preact/hooks';
import { get } from '../../api/client.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Badge, Card, Empty, Failure, Loading, Time, type Tone, Vendor } from '../../parts/basics.tsx';
import { language, t } from '../../texts/index.ts';
import { PolicyChanges } from './policy-changes.tsx';
import { type Change, type Version, written } from './policy-data.ts';

const TONES: Readonly<Record<string, Tone>> = { 'in-force': 'good', pending: 'warn' };

interface Props {
  /** Changes when there is another policy. */
  readonly etag: string;
  readonly now: number;
  /** Puts a version into the editor. */
  readonly onTake: (version: number, text: string) => void;
}

/** The versions that are kept, the newest first. */
export function PolicyHistory({ etag, now, onTake }: Props) {
  const path = `/policy/history?language=${language}`;
  const { data, error, again } = useLoaded(`${path} ${etag}`, (signal) =>
    get<{ versions: readonly Version[] }>(path, signal),
  );
  const texts = t.policy;
  return (
    <Card title={texts.history} id="policy-history">
      {error && <Failure error={error} retry={again} />}
      {!data && !error && <Loading />}
      {data?.versions.length === 0 && <Empty text={texts.noHistory} hint={texts.noHistoryHint} />}
      <ul class="plain rows">
        {data?.versions.map((one) => (
          <Item key={one.version} {...{ one, now, etag, onTake }} />
        ))}
      </ul>
    </Card>
  );
}

function Item({ one, now, etag, onTake }: Props & { readonly one: Version }) {
  const [isShown, setShown] = useState(false);
  const texts = t.policy;
  const { version, state, at, by, reason, of, withdrawn } = one;
  return (
    <li>
      <div class="line">
        <span>
          <strong>{texts.version(version)}</strong> <Time at={at} now={now} />{' '}
          <Vendor text={by} fallback={texts.ofFile} />
        </span>
        <span class="actions">
          <Badge tone={TONES[state] ?? 'plain'}>{texts.states[state] ?? state}</Badge>
          <button
            type="button"
            aria-expanded={isShown}
            aria-label={texts.showVersion(version)}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? texts.hide : texts.show}
          </button>
        </span>
      </div>
      {of !== null && <p class="muted">{texts.broughtBack(of)}</p>}
      {reason && (
        <p class="muted">
          <Vendor text={reason} />
        </p>
      )}
      {withdrawn && (
        <p class="muted">
          {texts.withdrawnBy} <Vendor text={withdrawn.by} />
        </p>
      )}
      {isShown && <Shown {...{ version, etag, onTake }} />}
    </li>
  );
}

type Whole = Version & { readonly document: unknown; readonly changes: readonly Change[] };

function Shown({ version, etag, onTake }: { readonly version: number } & Pick<Props, 'etag' | 'onTake'>) {
  const path = `/policy/history/${version}?language=${language}`;
  const { data, error, again } = useLoaded(`${path} ${etag}`, (signal) => get<Whole>(path, signal));
  const texts = t.policy;
  if (error) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  return (
    <>
      <h3>{texts.wouldChangeBack}</h3>
      <PolicyChanges changes={data.changes} />
      <button type="button" onClick={() => onTake(version, written(data.document))}>
        {texts.take}
      </button>
    </>
  );
}
