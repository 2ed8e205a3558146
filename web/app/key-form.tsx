import { useState } from 'preact/hooks';
import { type ApiError, get, setKey } from '../api/client.ts';
import { useAction } from '../lib/use-loaded.ts';
import { Failure } from '../parts/basics.tsx';
import { Field } from '../parts/dialog.tsx';
import { t } from '../texts/index.ts';
import { operator, setOperator } from './operator.ts';

/** Of the platform, where sign-in is set up (docs/deploy.md); it leads back to the dashboard. */
const SIGN_IN = '/.auth/login/aad?post_login_redirect_uri=/api/dashboard/';

interface Props {
  /** Why the app refused, unless it is that no key was given yet. */
  readonly refused?: ApiError | undefined;
  readonly onOpen: () => void;
}

/** Asks for the function key and who one is. The key is tried before the dashboard opens. */
export function KeyForm({ refused, onOpen }: Props) {
  const [typed, setTyped] = useState('');
  const [name, setName] = useState(operator());
  const action = useAction();
  const texts = t.common.key;
  const error = action.error ?? refused;
  const open = async (event: Event) => {
    event.preventDefault();
    setKey(typed.trim());
    if (await action.run(() => get('/kill-switch'))) {
      setOperator(name);
      onOpen();
    } else setKey(undefined);
  };
  return (
    <main class="gate">
      <form class="card" onSubmit={(event) => void open(event)}>
        <img src="/api/dashboard/icon.svg" alt="" width={48} height={48} />
        <h1>{texts.title}</h1>
        <p class="muted">{texts.why}</p>
        <Field label={texts.label} type="password" hint={texts.where} value={typed} onInput={setTyped} isRequired />
        <Field label={texts.name} hint={texts.nameWhy} value={name} onInput={setName} max={100} />
        {error && <Failure error={error} />}
        <button type="submit" class="strong good" disabled={action.isBusy || typed.trim() === ''}>
          {action.isBusy ? texts.checking : texts.open}
        </button>
        <p class="muted">
          {texts.signInWhy} <a href={SIGN_IN}>{texts.signIn}</a>
        </p>
      </form>
    </main>
  );
}
