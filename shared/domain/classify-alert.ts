/** What an alert says, as far as classification needs it. */
export interface AlertText {
  readonly title: string;
  readonly message: string;
  readonly category: string;
}

/** The playbook an alert belongs to, or why none knows it. */
export type Classification =
  | {
      readonly playbook: 'disk-space';
      readonly drive: string;
      /** Used percent above which Atera raises this alert, when the message says so. */
      readonly thresholdPercent?: number;
      readonly reason: string;
    }
  | { readonly playbook: 'none'; readonly reason: string };

/** `Disk Usage(C:)`, the space before the bracket being optional. */
const DISK_TITLE = /\bdisk usage\s*\(\s*([a-z])\s*:\s*\)/i;
/** `The Disk Usage(C:) 93.12% is greater than the threshold of 90%`. */
const DISK_MESSAGE = /\bdisk usage\s*\(\s*([a-z])\s*:\s*\)\s+[\d.,]+\s*%/i;
const THRESHOLD = /\bthreshold of\s+(\d{1,3}(?:[.,]\d+)?)\s*%/i;

/**
 * Says which playbook an alert belongs to. Titles can be renamed by the tenant, so title and message both vote; the drive
 * letter must come out the same, otherwise no playbook may touch the device.
 */
export function classifyAlert(alert: AlertText): Classification {
  const inTitle = DISK_TITLE.exec(alert.title)?.[1]?.toUpperCase();
  const inMessage = DISK_MESSAGE.exec(alert.message)?.[1]?.toUpperCase();
  if (inTitle && inMessage && inTitle !== inMessage) {
    return { playbook: 'none', reason: `title says drive ${inTitle}:, message says ${inMessage}:` };
  }
  const drive = inTitle ?? inMessage;
  if (!drive) return { playbook: 'none', reason: 'no playbook knows this title or message' };
  const threshold = thresholdIn(alert.message);
  return {
    playbook: 'disk-space',
    drive,
    ...(threshold !== undefined && { thresholdPercent: threshold }),
    reason:
      inTitle && inMessage ? 'title and message name the drive' : `${inTitle ? 'title' : 'message'} names the drive`,
  };
}

/** A percentage between 1 and 100; comma or dot decimals. Anything else is no threshold. */
function thresholdIn(message: string): number | undefined {
  const text = THRESHOLD.exec(message)?.[1];
  const value = text === undefined ? Number.NaN : Number(text.replace(',', '.'));
  return value >= 1 && value <= 100 ? value : undefined;
}
