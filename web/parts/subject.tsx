import { t } from '../texts/index.ts';
import { Vendor } from './basics.tsx';

/** Whose device. */
export interface SubjectOf {
  readonly deviceName?: string | null | undefined;
  readonly customerName?: string | null | undefined;
  readonly customerId?: number | null | undefined;
}

/** Whose device, and what it is about: the first line of every question, run and alert. */
export function Subject({ of, about }: { readonly of: SubjectOf; readonly about: string }) {
  const { deviceName, customerName, customerId } = of;
  const hasCustomer = Boolean(customerName) || typeof customerId === 'number';
  return (
    <div class="subject">
      <strong>
        <Vendor text={deviceName} fallback={t.common.unknown} />
      </strong>
      <span class="muted">
        {hasCustomer && (
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
