import { utc } from '../../domain/time/utc.ts';

interface On {
  /** What could not be verified, as its playbook calls it. */
  readonly condition: string;
  readonly device: string;
}

interface Failed {
  readonly count: number;
  readonly since: number;
  readonly last: string;
}

/** A condition that could not be verified. Times are epoch ms. */
export const en = {
  headline: ({ condition, device }: On): string => `Could not be verified: ${condition} on ${device}`,
  what: ({ condition, device }: On): string => `${condition} on ${device} could not be verified.`,
  whatAlertSays: ({ says, device }: { says: string; device: string }): string =>
    `Atera's alert says "${says}"; whether that is so on ${device} could not be verified.`,
  observed: ({ count, since, last }: Failed): string =>
    count === 1
      ? `one inspection failed since ${utc(since)}. The last one: ${last}. The state of the device is not known.`
      : `${count} inspections in a row failed since ${utc(since)}. The last one: ${last}. The state of the device is not known.`,
  tried: 'to read the state of the device; nothing is done to a device whose state cannot be read.',
  advice: 'check the device by hand, and whether it can be opened in Atera and Automox. The app goes on inspecting it.',
  closesWhen: 'the device can be read again and two checks in a row show that the condition has recovered',
  summary: ({ count, since, last }: Failed): string =>
    count === 1
      ? `Could not be verified: one inspection failed since ${utc(since)}. The last one: ${last}.`
      : `Could not be verified: ${count} inspections in a row failed since ${utc(since)}. The last one: ${last}.`,
};
