import { useState } from 'preact/hooks';
import { call } from '../../api/client.ts';
import { operator, setOperator } from '../../app/operator.ts';
import { playbookName } from '../../lib/names.ts';
import { agoText, timeText } from '../../lib/times.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Badge, Card, Empty, type Tone, Vendor } from '../../parts/basics.tsx';
import { Dialog, Field } from '../../parts/dialog.tsx';
import { Paged } from '../../parts/paged.tsx';
import { Subject } from '../../parts/subject.tsx';
import { t } from '../../texts/index.ts';
import type { Mute } from './mutes-data.ts';

const PAGE = 20;

const TONES: Readonly<Record<string, Tone>> = { 'in-force': 'warn', planned: 'info', ended: 'plain' };

interface Props {
  readonly state: 'in-force' | 'planned' | 'ended';
  readonly mutes: readonly Mute[];
  readonly now: number;
  readonly onEnded: () => void;
}

/** The mutes of one state; what holds or is planned can be ended. */
export function MuteList({ state, mutes, now, onEnded }: Props) {
  const [ending, setEnding] = useState<Mute>();
  const texts = t.mutes.list;
  const shown = mutes.filter((mute) => mute.state === state);
  const done = () => {
    setEnding(undefined);
    onEnded();
  };
  return (
    <Card title={texts[state]} id={state} aside={<span class="count">{shown.length}</span>}>
      {shown.length === 0 && <Empty text={texts.none[state]} />}
      <Paged items={shown} size={PAGE} label={texts[state]}>
        {(page) => (
          <ul class="plain rows">
            {page.map((mute) => (
              <MuteItem key={mute.id} {...{ mute, now }} onEnd={() => setEnding(mute)} />
            ))}
          </ul>
        )}
      </Paged>
      {ending && <EndDialog mute={ending} onDone={done} onClose={() => setEnding(undefined)} />}
    </Card>
  );
}

/** What it is about, in words. */
function aboutText({ playbook, condition }: Mute): string {
  return condition ?? (playbook === null ? t.mutes.form.all : playbookName(playbook));
}

function subjectOf({ device, customer }: Mute) {
  const customerName = customer?.name ?? null;
  if (device === null)
    return {
      deviceName: customerName ?? t.common.customerNumber(customer?.id ?? 0),
      customerName: t.mutes.list.wholeCustomer,
    };
  return { deviceName: device.name ?? device.key, customerName, customerId: customer?.id ?? null };
}

function MuteItem({ mute, now, onEnd }: { readonly mute: Mute; readonly now: number; readonly onEnd: () => void }) {
  const { state, from, until, reason, by, ended } = mute;
  const texts = t.mutes.list;
  const subject = subjectOf(mute);
  return (
    <li class="mute">
      <div class="line">
        <Subject of={subject} about={aboutText(mute)} />
        <Badge tone={TONES[state] ?? 'plain'}>{whenText(mute, now)}</Badge>
      </div>
      <p>
        <Vendor text={reason} />
      </p>
      <div class="line">
        <span class="muted">
          {texts.span(timeText(from, now), timeText(ended?.at ?? until, now))} · {texts.by} <Vendor text={by} />
          {ended && (
            <>
              {' · '}
              {texts.endedBy} <Vendor text={ended.by} />: <Vendor text={ended.reason} />
            </>
          )}
        </span>
        {state !== 'ended' && (
          <button type="button" onClick={onEnd}>
            {texts.end} <span class="hidden">{subject.deviceName}</span>
          </button>
        )}
      </div>
    </li>
  );
}

function whenText({ state, from, until, ended }: Mute, now: number): string {
  const texts = t.mutes.list;
  if (state === 'planned') return texts.begins(agoText(from, now));
  return state === 'ended' ? texts.hasEnded(agoText(ended?.at ?? until, now)) : texts.ends(agoText(until, now));
}

function EndDialog(props: { readonly mute: Mute; readonly onDone: () => void; readonly onClose: () => void }) {
  const { mute } = props;
  const [by, setBy] = useState(operator());
  const [reason, setReason] = useState('');
  const action = useAction();
  const texts = t.mutes.end;
  const send = async () => {
    setOperator(by);
    const query = new URLSearchParams({ reason: reason.trim(), ...(by.trim() && { by: by.trim() }) });
    const path = `/mutes/${encodeURIComponent(mute.id)}?${query}`;
    if (await action.run(() => call(path, { method: 'DELETE' }))) props.onDone();
  };
  return (
    <Dialog
      {...{ onClose: props.onClose, isBusy: action.isBusy, error: action.error }}
      title={texts.title}
      confirm={texts.confirm}
      tone="good"
      busyText={t.now.questions.sending}
      canSubmit={reason.trim() !== ''}
      onSubmit={() => void send()}
    >
      <Subject of={subjectOf(mute)} about={aboutText(mute)} />
      <p class="muted">{texts.means}</p>
      <Field label={texts.reason} value={reason} onInput={setReason} max={200} isRequired />
      <Field label={t.now.questions.name} value={by} onInput={setBy} max={100} />
    </Dialog>
  );
}
