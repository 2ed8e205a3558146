import { useId, useState } from 'preact/hooks';
import { ApiError, call } from '../api/client.ts';
import { useAction, useLoaded } from '../lib/use-loaded.ts';
import { Dialog, Field } from '../parts/dialog.tsx';
import { t } from '../texts/index.ts';
import { operator, setOperator } from './operator.ts';

interface Props {
  readonly isOn: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/**
 * The second step of the kill switch: what it means, why, and a tick. Stopping always wins, because
 * an emergency brake must not need a second try; letting go on is refused when somebody else has set
 * the switch since this dialog opened.
 */
export function KillSwitchDialog({ isOn, onDone, onClose }: Props) {
  const [by, setBy] = useState(operator());
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const read = useLoaded('kill-switch', (signal) => call('/kill-switch', { signal }));
  const action = useAction();
  const texts = t.common.kill;
  const send = async () => {
    setOperator(by);
    const body = { on: !isOn, reason: reason.trim(), ...(by.trim() && { by: by.trim() }) };
    const ifMatch = isOn ? read.data?.etag : undefined;
    if (await action.run(() => call('/kill-switch', { method: 'PUT', body, ifMatch }).catch(inWords))) onDone();
  };
  return (
    <Dialog
      {...{ onClose, isBusy: action.isBusy, error: action.error ?? (isOn ? read.error : undefined) }}
      title={isOn ? texts.allow : texts.stop}
      confirm={isOn ? texts.allow : texts.stop}
      tone={isOn ? 'good' : 'bad'}
      busyText={t.now.questions.sending}
      canSubmit={isSure && reason.trim() !== '' && !(isOn && read.isLoading)}
      onSubmit={() => void send()}
    >
      <p>{isOn ? texts.whatAllow : texts.whatStop}</p>
      <Field
        label={texts.reason}
        hint={isOn ? texts.reasonAllow : texts.reasonStop}
        {...{ value: reason, onInput: setReason, isRequired: true }}
      />
      <Field label={texts.name} value={by} onInput={setBy} max={100} />
      <Sure text={isOn ? texts.confirmAllow : texts.confirmStop} value={isSure} onChange={setSure} />
    </Dialog>
  );
}

function Sure(props: { readonly text: string; readonly value: boolean; readonly onChange: (value: boolean) => void }) {
  const id = useId();
  return (
    <div class="sure">
      <input
        {...{ id, type: 'checkbox', checked: props.value }}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>{props.text}</label>
    </div>
  );
}

function inWords(error: unknown): never {
  if (error instanceof ApiError && error.status === 412) throw new ApiError(412, '', t.common.kill.changed);
  throw error;
}
