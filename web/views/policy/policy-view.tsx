import { useEffect, useState } from 'preact/hooks';
import { get } from '../../api/client.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Badge, Failure, Loading, Time, Vendor } from '../../parts/basics.tsx';
import { language, t } from '../../texts/index.ts';
import { PendingCard } from './pending-card.tsx';
import { type PolicyNow, written } from './policy-data.ts';
import { PolicyEditor } from './policy-editor.tsx';
import { PolicyHistory } from './policy-history.tsx';

const PATH = `/policy?language=${language}`;

interface Draft {
  readonly text: string;
  /** The version that was put into the editor, and its text. */
  readonly taken?: { readonly version: number; readonly text: string };
}

/** The view *Policy*: what is in force, what is announced, another one, and what was before. */
export function PolicyView({ now }: { readonly now: number }) {
  const { data, error, again } = useLoaded(PATH, (signal) => get<PolicyNow>(PATH, signal));
  const [draft, setDraft] = useState<Draft>();
  const [isStored, setStored] = useState(false);
  const text = draft?.text ?? (data ? written(data.document) : '');
  const version = draft?.taken?.text === text ? draft.taken.version : undefined;
  const dueAt = data?.pending?.effectiveAt;
  const isDue = dueAt !== undefined && Date.parse(dueAt) <= now;
  useEffect(() => {
    if (isDue) again();
  }, [isDue]);
  const stored = () => {
    setDraft(undefined);
    setStored(true);
    again();
  };
  if (error && !data) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  return (
    <>
      <p class="muted lead">{t.policy.what}</p>
      <InForce policy={data} now={now} />
      {isStored && (
        <p role="status">
          <Badge tone={data.pending ? 'warn' : 'good'}>{data.pending ? t.policy.announced : t.policy.stored}</Badge>
        </p>
      )}
      {data.pending && <PendingCard pending={data.pending} now={now} onChange={again} />}
      <PolicyEditor
        {...{ text, version }}
        onText={(given) => {
          setStored(false);
          setDraft({ ...draft, text: given });
        }}
        onStored={stored}
      />
      <PolicyHistory
        {...{ etag: data.etag, now }}
        onTake={(taken, given) => setDraft({ text: given, taken: { version: taken, text: given } })}
      />
    </>
  );
}

function InForce({ policy: { inForce, problem }, now }: { readonly policy: PolicyNow; readonly now: number }) {
  const texts = t.policy;
  const why = problem === null ? undefined : (texts.problems[problem] ?? problem);
  return (
    <>
      {why && (
        <p class="failure" role="alert">
          {why}
        </p>
      )}
      <p class="in-force">
        {inForce ? texts.inForce(inForce.version) : texts.fileInForce}
        {inForce && inForce.by === null && <> {texts.isFile}</>}
        {inForce && inForce.by !== null && (
          <>
            {' '}
            {texts.since} <Time at={inForce.effectiveAt} now={now} /> · <Vendor text={inForce.by} />
          </>
        )}
      </p>
    </>
  );
}
