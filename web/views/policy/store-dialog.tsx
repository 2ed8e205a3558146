import { useId, useState } from 'preact/hooks';
import { call } from '../../api/client.ts';
import { operator, setOperator } from '../../app/operator.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Dialog, Field } from '../../parts/dialog.tsx';
import { language, t } from '../../texts/index.ts';
import { PolicyChanges } from './policy-changes.tsx';
import type { Check } from './policy-data.ts';

/** What is to be stored, as it was checked. */
export interface Meant {
  readonly document?: object;
  readonly version?: number;
  readonly checked: Check;
}

interface Props {
  readonly meant: Meant;
  readonly onClose: () => void;
  readonly onStored: () => void;
}

/** The last step before a policy is stored; where it widens, a person confirms what. */
export function StoreDialog({ meant, onClose, onStored }: Props) {
  const id = useId();
  const [name, setName] = useState(operator());
  const [reason, setReason] = useState('');
  const [key, setKey] = useState('');
  const [isSure, setSure] = useState(false);
  const action = useAction();
  const texts = t.policy;
  const { checked, ...given } = meant;
  const { widens, changes, etag, check } = checked;
  const store = async () => {
    setOperator(name);
    const about = { ...(reason.trim() && { reason: reason.trim() }), ...(name.trim() && { by: name.trim() }) };
    const path = key.trim() === '' ? '/policy' : '/policy/pending';
    const body = { ...given, ...about, ...(widens && { check }) };
    const send = () => call(`${path}?language=${language}`, { method: 'PUT', body, key: key.trim(), ifMatch: etag });
    if (await action.run(send)) onStored();
  };
  return (
    <Dialog
      title={widens ? texts.announceTitle : texts.storeTitle}
      confirm={widens ? texts.announce : texts.store}
      tone={widens ? 'bad' : 'good'}
      canSubmit={!widens || isSure}
      isBusy={action.isBusy}
      busyText={texts.storing}
      error={action.error}
      onClose={onClose}
      onSubmit={() => void store()}
    >
      <p>{widens ? texts.willWait : texts.atOnce}</p>
      <PolicyChanges changes={changes} />
      <Field label={t.common.key.name} value={name} onInput={setName} max={100} />
      <Field label={texts.reason} value={reason} onInput={setReason} />
      {widens && (
        <>
          <Field label={texts.adminKey} type="password" hint={texts.adminWhy} value={key} onInput={setKey} />
          <div class="sure">
            <input
              {...{ id, type: 'checkbox', checked: isSure }}
              onChange={(event) => setSure(event.currentTarget.checked)}
            />
            <label for={id}>{texts.sure}</label>
          </div>
        </>
      )}
    </Dialog>
  );
}
