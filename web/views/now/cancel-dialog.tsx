import { useState } from 'preact/hooks';
import { call } from '../../api/client.ts';
import { operator, setOperator } from '../../app/operator.ts';
import { playbookName } from '../../lib/names.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Dialog, Field } from '../../parts/dialog.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import type { Run } from './now-data.ts';

/** The second step of a cancellation: what it means, and why. */
export function CancelDialog(props: { readonly run: Run; readonly onDone: () => void; readonly onClose: () => void }) {
  const { run } = props;
  const [by, setBy] = useState(operator());
  const [reason, setReason] = useState('');
  const action = useAction();
  const texts = t.now.runs;
  const send = async () => {
    const path = `/remediations/${encodeURIComponent(run.id)}/cancel`;
    setOperator(by);
    const body = { reason: reason.trim(), ...(by.trim() && { by: by.trim() }) };
    if (await action.run(() => call(path, { method: 'POST', body }))) props.onDone();
  };
  return (
    <Dialog
      {...{ onClose: props.onClose, isBusy: action.isBusy, error: action.error }}
      title={texts.cancelTitle}
      confirm={texts.confirmCancel}
      tone="bad"
      busyText={t.now.questions.sending}
      canSubmit={reason.trim() !== ''}
      onSubmit={() => void send()}
    >
      <Subject of={run} about={playbookName(run.playbook)} />
      <p class="muted">{texts.cancelMeans}</p>
      <Field label={texts.cancelReason} value={reason} onInput={setReason} isRequired />
      <Field label={t.common.kill.name} value={by} onInput={setBy} max={100} />
    </Dialog>
  );
}
