import { useId, useState } from 'preact/hooks';
import { call } from '../../api/client.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Card, failureText } from '../../parts/basics.tsx';
import { language, t } from '../../texts/index.ts';
import { PolicyChanges } from './policy-changes.tsx';
import { type Check, parsed } from './policy-data.ts';
import { type Meant, StoreDialog } from './store-dialog.tsx';

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What the text is, while nobody has changed it: a version of the history. */
  readonly version: number | undefined;
  readonly onStored: () => void;
}

/** The document, its check, and the way to store it. */
export function PolicyEditor({ text, onText, version, onStored }: Props) {
  const id = useId();
  const action = useAction();
  const [mistake, setMistake] = useState<string>();
  const [checked, setChecked] = useState<Check & { readonly of: string }>();
  const [meant, setMeant] = useState<Meant>();
  const texts = t.policy;
  const check = async () => {
    const read = parsed(text);
    setChecked(undefined);
    setMistake('mistake' in read ? texts.noJson(read.mistake) : undefined);
    if ('mistake' in read) return;
    const given = version === undefined ? { document: read.document } : { version };
    await action.run(async () => {
      const { body } = await call<Check>(`/policy/check?language=${language}`, { method: 'POST', body: given });
      if (body) setChecked({ ...body, of: text });
    });
  };
  const fresh = checked?.of === text ? checked : undefined;
  const given = version === undefined ? (parsed(text) as { document?: object }) : { version };
  const stored = () => {
    setMeant(undefined);
    setChecked(undefined);
    onStored();
  };
  return (
    <Card title={texts.document} id="policy-document">
      <label for={id}>{texts.editor}</label>
      <textarea
        id={id}
        class="document"
        rows={24}
        spellcheck={false}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <div class="actions">
        <button type="button" disabled={action.isBusy} onClick={() => void check()}>
          {action.isBusy ? texts.checking : texts.check}
        </button>
        {fresh && (
          <button
            type="button"
            class={`strong ${fresh.widens ? 'bad' : 'good'}`}
            onClick={() => setMeant({ ...given, checked: fresh })}
          >
            {fresh.widens ? texts.announce : texts.store}
          </button>
        )}
      </div>
      <Mistakes text={mistake ?? (action.error && failureText(action.error))} />
      {fresh && <Checked {...fresh} />}
      {meant && <StoreDialog meant={meant} onClose={() => setMeant(undefined)} onStored={stored} />}
    </Card>
  );
}

/** What is wrong, a line for each mistake. */
function Mistakes({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <div class="note" role="alert">
      {text.split('; ').map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

function Checked({ widens, changes, notes }: Check) {
  const texts = t.policy;
  return (
    <section aria-label={texts.wouldChange}>
      <h3>{texts.wouldChange}</h3>
      <PolicyChanges changes={changes} />
      {notes.map((note) => (
        <p key={note} class="muted">
          {note}
        </p>
      ))}
      <p role="status">{widens ? texts.willWait : texts.atOnce}</p>
    </section>
  );
}
