import { utc } from '../../domain/time/utc.ts';

/** What a worklet printed. Times are epoch ms. */
export const en = {
  none: ({ workletId, sentAt }: { workletId: number; sentAt: number }): string =>
    `Automox has not reported an output of worklet ${workletId}, sent ${utc(sentAt)}.`,
  several: ({ workletId, sentAt }: { workletId: number; sentAt: number }): string =>
    `Automox reports several runs on this device that may be that of worklet ${workletId}, sent ${utc(sentAt)}: which one is the app's is not known, so no output is quoted.`,
  unclear: ({ workletId, sentAt, runAt }: { workletId: number; sentAt: number; runAt: number | undefined }): string => {
    const begun = runAt === undefined ? 'at an unknown time' : utc(runAt);
    return `Automox reports one run on this device, begun ${begun}, and whether it is that of worklet ${workletId}, sent ${utc(sentAt)}, is not known, so no output is quoted.`;
  },
  reported: ({ workletId, sentAt }: { workletId: number; sentAt: number }): string =>
    `Reported by Automox of worklet ${workletId}, sent ${utc(sentAt)} (text from the device, not checked):`,
  nothing: 'Automox reports nothing of what it printed.',
  exitCode: ({ exitCode }: { exitCode: number }): string => `Exit code: ${exitCode}.`,
  automoxSays: ({ reason }: { reason: string }): string => `Automox says: ${reason}`,
  output: 'Output',
  errorOutput: 'Error output',
  empty: ({ name }: { name: string }): string => `${name}: none.`,
  printed: ({ name }: { name: string }): string => `${name}:`,
  printedWith: ({ name, notes }: { name: string; notes: string }): string => `${name} (${notes}):`,
  noText: '(no text: left out)',
  shortened: 'shortened',
  aPart: 'a part of it; what came last may be missing',
  masked: 'what looked like a secret is left out',
};
