import { call } from '../../api/client.ts';
import { operator } from '../../app/operator.ts';
import { useAction } from '../../lib/use-loaded.ts';
import { Ago, Card, Failure, Time, Vendor } from '../../parts/basics.tsx';
import { t } from '../../texts/index.ts';
import { PolicyChanges } from './policy-changes.tsx';
import type { PolicyNow } from './policy-data.ts';

interface Props {
  readonly pending: NonNullable<PolicyNow['pending']>;
  readonly now: number;
  readonly onChange: () => void;
}

/** The change that is announced: what, when, and how to withdraw it. */
export function PendingCard({ pending, now, onChange }: Props) {
  const action = useAction();
  const texts = t.policy;
  const { effectiveAt, by, reason, changes } = pending;
  const withdraw = async () => {
    const body = operator() === '' ? {} : { by: operator() };
    if (await action.run(() => call('/policy/pending', { method: 'DELETE', body }))) onChange();
  };
  return (
    <Card
      title={texts.pending}
      id="policy-pending"
      aside={
        <button type="button" class="strong bad" disabled={action.isBusy} onClick={() => void withdraw()}>
          {action.isBusy ? texts.withdrawing : texts.withdraw}
        </button>
      }
    >
      <p role="status">
        {texts.inForceFrom} <Time at={effectiveAt} now={now} /> (<Ago at={effectiveAt} now={now} />)
      </p>
      <p class="muted">
        <Vendor text={by} fallback={t.common.unknown} />
        {reason && (
          <>
            : <Vendor text={reason} />
          </>
        )}
      </p>
      <PolicyChanges changes={changes} />
      {action.error && <Failure error={action.error} />}
    </Card>
  );
}
