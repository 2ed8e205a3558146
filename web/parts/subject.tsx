import { t } from '../texts/index.ts';
import { Vendor } from './basics.tsx';

/** Whose device, and what it is about: the first line of every question, run and alert. */
export function Subject(props: {
  readonly deviceName: string | undefined;
  readonly customerName: string | undefined;
  readonly customerId: number | undefined;
  readonly about: string;
}) {
  const { deviceName, customerName, customerId, about } = props;
  return (
    <div class="subject">
      <strong>
        <Vendor text={deviceName} fallback={t.common.unknown} />
      </strong>
      <span class="muted">
        {(customerName !== undefined || customerId !== undefined) && (
          <>
            <Vendor text={customerName} fallback={t.common.customerNumber(customerId ?? 0)} />
            {' · '}
          </>
        )}
        {about}
      </span>
    </div>
  );
}
