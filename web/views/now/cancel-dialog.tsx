import { useState } from 'preact/hooks';
import { call } from '../../api/client.ts';
import { playbookName } from '../../lib/names.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Dialog, Field } from '../../parts/dialog.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import type { Run } from './now-data.ts';

/** The second step of a cancellation: what it means, and why. */
export function CancelDialog(props: { readonly run: Run; readonly onDone: () => void; readonly onClose: () => void }) {
  const { run } = props;
  const [reason, setReason] = useState('');
  const action = useAction();
  const texts = t.now.runs;
  const send = async () => {
    const path = `/remediations/${encodeURIComponent(run.id)}/cancel`;
    if (await action.run(() => call(path, { method: 'POST', body: { reason: reason.trim() } }))) props.onDone();
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
    </Dialog>
  );
}
