import { type ApiError, call, get } from '../../api/client.ts';
import { setOperator } from '../../app/operator.ts';
import { useAction, useLoaded } from '../../lib/use-loaded.ts';
import { Card, failureText } from '../../parts/basics.tsx';
import { Field } from '../../parts/dialog.tsx';
import { t } from '../../texts/index.ts';
import { type MuteDraft, useMuteDraft } from './mute-draft.ts';
import { WhatField, WhenFields, WhomFields } from './mute-fields.tsx';
import type { Choices, CreatedMute, Prefilled } from './mutes-data.ts';

interface Props {
  readonly prefilled: Prefilled;
  readonly now: number;
  readonly onMade: (mute: CreatedMute) => void;
}

/** Whom to leave alone, of what, from when until when and why. Times are those of the customer's clocks. */
export function MuteForm({ prefilled, now, onMade }: Props) {
  const { data: choices } = useLoaded('mute choices', (signal) => get<Choices>('/mute-choices', signal));
  const draft = useMuteDraft(prefilled, choices, now);
  const action = useAction();
  const texts = t.mutes.form;
  const submit = (event: Event) => {
    event.preventDefault();
    if (draft.isReady && !action.isBusy) void send(draft, action, onMade);
  };
  return (
    <Card title={texts.title} id="new-mute">
      <form class="mute-form" onSubmit={submit}>
        <WhomFields {...{ draft, prefilled, choices }} />
        <WhatField {...{ draft, prefilled, choices }} />
        <WhenFields draft={draft} />
        <WhyFields draft={draft} needsAdmin={action.error?.status === 403} />
        {action.error && (
          <p class="note" role="alert">
            {muteFailure(action.error)}
          </p>
        )}
        <p class="muted">{texts.means}</p>
        <div class="actions">
          <button type="submit" class="strong good" disabled={action.isBusy || !draft.isReady}>
            {action.isBusy ? texts.sending : texts.send}
          </button>
        </div>
      </form>
    </Card>
  );
}

/** With the admin key it goes where that is needed. */
async function send(draft: MuteDraft, action: ReturnType<typeof useAction>, onMade: Props['onMade']): Promise<void> {
  setOperator(draft.typed.by);
  const key = draft.typed.adminKey.trim();
  let made: CreatedMute | undefined;
  const isMade = await action.run(async () => {
    const path = key === '' ? '/mutes' : '/mutes/long';
    made = (await call<CreatedMute>(path, { method: 'POST', body: draft.body(), key })).body;
  });
  if (!isMade || !made) return;
  draft.put({ reason: '', adminKey: '' });
  onMade(made);
}

function WhyFields({ draft: { typed, put }, needsAdmin }: { readonly draft: MuteDraft; readonly needsAdmin: boolean }) {
  const texts = t.mutes.form;
  const { reason, by, adminKey } = typed;
  return (
    <>
      <Field
        {...{ label: texts.reason, hint: texts.reasonHint, value: reason, max: 200, isRequired: true }}
        onInput={(value) => put({ reason: value })}
      />
      <Field
        {...{ label: texts.name, value: by, max: 100, isRequired: true }}
        onInput={(value) => put({ by: value })}
      />
      {(needsAdmin || adminKey !== '') && (
        <Field
          {...{ label: texts.adminKey, type: 'password', hint: texts.adminWhy, value: adminKey }}
          onInput={(value) => put({ adminKey: value })}
        />
      )}
    </>
  );
}

/** What the app says of it names the field; a role that is missing has a text of its own. */
function muteFailure(error: ApiError): string {
  return error.status === 403 ? t.mutes.form.adminNeeded : failureText(error);
}
