import { utc } from '../../domain/time/utc.ts';

/** A ticket and its comments. Texts that are put in are whole sentences, times epoch ms. */
export const en = {
  what: ({ what }: { readonly what: string }): string => `What: ${what}`,
  since: ({ raisedAt, inspectedAt }: { readonly raisedAt: number; readonly inspectedAt: number }): string =>
    `Since: ${utc(raisedAt)} (alert raised), checked again ${utc(inspectedAt)}.`,
  sinceAsked: ({ raisedAt, inspectedAt }: { readonly raisedAt: number; readonly inspectedAt: number }): string =>
    `Since: ${utc(raisedAt)} (a person asked), checked again ${utc(inspectedAt)}.`,
  observed: ({ observed }: { readonly observed: string }): string => `Evidence: ${observed}`,
  tried: ({ tried }: { readonly tried: string }): string => `Tried: ${tried}`,
  before: ({ before }: { readonly before: string }): string => `Before: ${before}.`,
  pleaseDo: ({ advice }: { readonly advice: string }): string => `Please do: ${advice}`,
  closedByPerson: 'This ticket is not closed by itself: please close it when it is done.',
  closedByItself: ({ closesWhen }: { readonly closesWhen: string }): string =>
    `This ticket is closed by itself when ${closesWhen}, unless someone has worked on it.`,
  repeated: ({ repeats, observed }: { readonly repeats: number; readonly observed: string }): string => {
    const times = repeats === 1 ? 'once more' : `${repeats} more times`;
    return `The alert was raised ${times} since the last note. Latest: ${observed}`;
  },
  reminder: ({ raisedAt, observed }: { readonly raisedAt: number; readonly observed: string }): string =>
    `Still occurring since ${utc(raisedAt)}. Latest: ${observed}`,
  recovered: ({ observed }: { readonly observed: string }): string =>
    `The condition has recovered, confirmed by two checks. Latest: ${observed}`,
  isResolved: 'The ticket is set to resolved.',
  isLeft: 'The ticket is left to whoever works on it.',
  done: ({ done }: { readonly done: string }): string => `Done by the app: ${done}`,
  adopted: ({ marker, observed }: { readonly marker: string; readonly observed: string }): string =>
    `The remediation app has detected the same condition ${marker}. ${observed}`,
  cameBack: ({ raisedAt, observed }: { readonly raisedAt: number; readonly observed: string }): string =>
    `The condition came back at ${utc(raisedAt)}. ${observed}`,
  keepsComingBack: ({ hours }: { readonly hours: number }): string =>
    `It keeps coming back: the ticket stays open until it has stayed away for ${hours} hours.`,
  unnamedDevice: 'a device that the alert does not name',
  device: ({ deviceKey }: { readonly deviceKey: string }): string => `device ${deviceKey}`,
};
