import { useId } from 'preact/hooks';
import { playbookName } from '../../lib/names.ts';
import { fullTime } from '../../lib/times.ts';
import { Select } from '../../parts/dialog.tsx';
import { t } from '../../texts/index.ts';
import { DeviceSearch } from './device-search.tsx';
import { HERE, type MuteDraft, type Whom } from './mute-draft.ts';
import type { Choices, Prefilled } from './mutes-data.ts';

interface Props {
  readonly draft: MuteDraft;
  readonly prefilled: Prefilled;
  readonly choices: Choices | undefined;
}

/** A device, or a whole customer. */
export function WhomFields({ draft, prefilled, choices }: Props) {
  const texts = t.mutes.form;
  const { whom, device, customer } = draft.typed;
  const customers = (choices?.customers ?? []).map(
    ({ id, name }) => [String(id), name ?? t.common.customerNumber(id)] as const,
  );
  return (
    <>
      <Select
        label={texts.whom}
        value={whom}
        options={[
          ['device', texts.device],
          ['customer', texts.customer],
        ]}
        onChange={(value) => draft.put({ whom: value as Whom })}
      />
      {whom === 'device' ? (
        <DeviceSearch {...{ prefilled, device }} onChoose={(chosen) => draft.put({ device: chosen })} />
      ) : (
        <Select
          label={t.common.customer}
          value={customer}
          options={[['', texts.choose], ...customers]}
          onChange={(value) => draft.put({ customer: value })}
        />
      )}
    </>
  );
}

/** Everything, one playbook, or the one condition that was named elsewhere. */
export function WhatField({ draft, prefilled: { condition }, choices }: Props) {
  const texts = t.mutes.form;
  const playbooks = (choices?.playbooks ?? []).map((name) => [name, playbookName(name)] as const);
  const named = condition === '' ? [] : [['condition', texts.only(condition)] as const];
  return (
    <Select
      label={texts.what}
      value={draft.typed.what}
      options={[['all', texts.all], ...named, ...playbooks]}
      onChange={(what) => draft.put({ what })}
    />
  );
}

/** From when until when, by the clocks of the customer. */
export function WhenFields({ draft: { typed, zone, fromAt, untilAt, put } }: Pick<Props, 'draft'>) {
  const texts = t.mutes.form;
  const { from, until } = typed;
  return (
    <>
      <Moment
        label={texts.from}
        value={from}
        hint={from === '' ? texts.fromHint : hintOf(fromAt, zone)}
        onInput={(value) => put({ from: value })}
      />
      <Moment
        label={texts.until}
        value={until}
        hint={hintOf(untilAt, zone)}
        onInput={(value) => put({ until: value })}
        isRequired
      />
    </>
  );
}

/** The zone, and what the clock here shows then, where that is another. */
function hintOf(at: number | undefined, zone: string): string {
  const texts = t.mutes.form;
  if (at === undefined) return texts.noMoment;
  return zone === HERE ? texts.zone(zone) : texts.zoneElsewhere(zone, fullTime(at));
}

function Moment(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint: string;
  readonly isRequired?: boolean;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        {...{ id, type: 'datetime-local', value: props.value, required: props.isRequired ?? false }}
        aria-describedby={`${id}-hint`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <p class="muted" id={`${id}-hint`}>
        {props.hint}
      </p>
    </div>
  );
}
