import type { Alert } from '../../atera/alert-schema.ts';
import type { Policy } from '../../policy/policy.ts';
import { triageKnown } from '../../recognition/triage.ts';
import type { Language } from '../../texts/language.ts';
import type { PastDevices } from '../devices.ts';
import { asOfThePast, type PastRow, pastRow } from './past-row.ts';

/**
 * Returns what makes rows of a back-test of alerts: the app's own triage, with its reasons in the
 * language of the report. `readAt` is epoch ms.
 */
export function rowReader({
  policy,
  devices,
  readAt,
  language = policy.language,
}: {
  readonly policy: Policy;
  readonly devices: Pick<PastDevices, 'known'>;
  readonly readAt: number;
  readonly language?: Language | undefined;
}): (alert: Alert) => Promise<PastRow> {
  const customers = Object.entries(policy.customers).map(([id, own]) => [id, { ...own, language }]);
  const rules: Policy = { ...policy, language, customers: Object.fromEntries(customers) };
  const triageOne = triageKnown(devices.known, { id: '', now: readAt }, rules);
  const once = sharing();
  return async (alert) => once(pastRow(alert, await triageOne(asOfThePast(alert), undefined)));
}

/**
 * The same text and the same details are kept once: fifty thousand alerts have a few hundred titles
 * and customers.
 */
function sharing(): (row: PastRow) => PastRow {
  const texts = new Map<string, string>();
  const details = new Map<string, PastRow['details']>();
  const text = (given: string | undefined) => {
    if (given === undefined) return undefined;
    const known = texts.get(given);
    if (known === undefined) texts.set(given, given);
    return known ?? given;
  };
  return (row) => {
    const key = JSON.stringify(row.details ?? {});
    if (!details.has(key)) details.set(key, row.details);
    return {
      ...row,
      title: text(row.title) ?? '',
      reason: text(row.reason),
      deviceKey: text(row.deviceKey),
      conditionKey: text(row.conditionKey),
      deviceGuid: text(row.deviceGuid),
      deviceName: text(row.deviceName),
      customerName: text(row.customerName),
      details: details.get(key),
    };
  };
}
