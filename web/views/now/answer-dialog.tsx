import { useState } from 'preact/hooks';
import { call } from '../../api/client.ts';
import { operator, setOperator } from '../../app/operator.ts';
import { playbookName } from '../../lib/names.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Vendor } from '../../parts/basics.tsx';
import { Dialog, Field } from '../../parts/dialog.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import { Evidence } from './evidence.tsx';
import type { Question } from './now-data.ts';

/** What a person says to a question. */
export type Verdict = 'approve' | 'reject';

/**
 * The second step of an answer: what is answered once more, who answers, and for a rejection why.
 * The answer names the evidence that was shown, so that nothing else is approved.
 */
export function AnswerDialog(props: {
  readonly question: Question;
  readonly verdict: Verdict;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { question, verdict } = props;
  const [by, setBy] = useState(operator());
  const [reason, setReason] = useState('');
  const action = useAction();
  const texts = t.now.questions;
  const isRejection = verdict === 'reject';
  const send = async () => {
    setOperator(by);
    const body = {
      evidence: question.approval.evidence,
      by: by.trim(),
      ...(reason.trim() && { reason: reason.trim() }),
    };
    const path = `/remediations/${encodeURIComponent(question.id)}/${verdict}`;
    if (await action.run(() => call(path, { method: 'POST', body }))) props.onDone();
  };
  return (
    <Dialog
      {...{ onClose: props.onClose, isBusy: action.isBusy, error: action.error }}
      title={isRejection ? texts.rejectTitle : texts.approveTitle}
      confirm={isRejection ? texts.reject : texts.approve}
      tone={isRejection ? 'bad' : 'good'}
      busyText={texts.sending}
      canSubmit={by.trim() !== '' && (!isRejection || reason.trim() !== '')}
      onSubmit={() => void send()}
    >
      <Subject of={question} about={playbookName(question.playbook)} />
      <p class="asks">
        <Vendor text={question.approval.asks} />
      </p>
      <Evidence question={question} />
      <p class="muted">{isRejection ? texts.rejectMeans : texts.approveMeans}</p>
      <Field label={texts.name} value={by} onInput={setBy} max={100} isRequired />
      <Field
        label={isRejection ? texts.reason : `${texts.reason} ${texts.optional}`}
        {...{ value: reason, onInput: setReason, isRequired: isRejection }}
      />
    </Dialog>
  );
}
