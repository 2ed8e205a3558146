/** What people are notified of outside tickets. Texts that are put in are whole sentences unless named otherwise. */
export const en = {
  /** `reason` has no full stop. */
  killSwitchOn: ({ by, reason }: { readonly by: string | undefined; readonly reason: string }): string =>
    `The kill switch was turned on by ${by ?? 'somebody who gave no name'}: ${reason}. Nothing outside is changed until it is off again.`,
  killSwitchOff: ({ by, reason }: { readonly by: string | undefined; readonly reason: string }): string =>
    `The kill switch was turned off by ${by ?? 'somebody who gave no name'}: ${reason}. The app does its work again.`,
  /** `check` is a name, `detail` a clause of health. */
  unhealthy: ({
    check,
    detail,
    fails,
  }: {
    readonly check: string;
    readonly detail: string;
    readonly fails: boolean;
  }) =>
    fails
      ? `The app cannot do its work. Health check ${check}: ${detail}.`
      : `The app works, but needs attention. Health check ${check}: ${detail}.`,
  healthyAgain: ({ check, detail }: { readonly check: string; readonly detail: string }): string =>
    `Health check ${check} is in order again: ${detail}.`,
};
