import { namesMoment, withLocalTimes } from '../../../shared/domain/time/local-times.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';

/** Returns a text as people of the customer read it: its moments in their time zone. */
export async function localText(
  { customers }: Pick<ActivityDeps, 'customers'>,
  customerId: number | undefined,
  text: string,
): Promise<string> {
  return namesMoment(text) ? withLocalTimes(text, await customers.policyOf(customerId)) : text;
}
