import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { ApiError } from '../api/client.ts';
import { t } from '../texts/index.ts';
import { Failure } from './basics.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly isBusy: boolean;
  readonly busyText: string;
  readonly error: ApiError | undefined;
  readonly confirm: string;
  readonly tone: 'good' | 'bad';
  readonly canSubmit: boolean;
  readonly children: ComponentChildren;
}

/**
 * A question to the person before something is done. The browser's own dialog keeps the focus in
 * it, closes on Escape, and gives the focus back.
 */
export function Dialog(props: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    if (props.canSubmit && !props.isBusy) props.onSubmit();
  };
  return (
    <dialog ref={ref} aria-labelledby={id} onClose={props.onClose}>
      <form onSubmit={submit}>
        <h2 id={id}>{props.title}</h2>
        {props.children}
        {props.error && <Failure error={props.error} />}
        <div class="actions">
          <button type="button" onClick={() => ref.current?.close()}>
            {t.common.cancel}
          </button>
          <button type="submit" class={`strong ${props.tone}`} disabled={!props.canSubmit || props.isBusy}>
            {props.isBusy ? props.busyText : props.confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** A line or more of text, with its label. */
export function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly max?: number;
  readonly type?: 'text' | 'password' | 'date' | 'search' | 'number';
  readonly isRequired?: boolean;
}) {
  const id = useId();
  const { hint, type = 'text', max = 300, isRequired = false } = props;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        {...{ id, required: isRequired, maxLength: max, value: props.value }}
        // Each type of input has attributes of its own; none of them is used here.
        type={type as 'text'}
        autoComplete="off"
        spellcheck={false}
        {...(hint && { 'aria-describedby': `${id}-hint` })}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      {hint && (
        <p class="muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A choice among a few. */
export function Select(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
