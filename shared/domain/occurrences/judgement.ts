/**
 * What an inspection of a device means for its condition. Each playbook decides it in a pure
 * function of its own; runs and follow-ups act on it alike. `because` names the rule that decided;
 * `until` is epoch ms.
 */
export type Judgement =
  | {
      readonly verdict: 'recovered';
      readonly because: string;
      /**
       * True when only Atera says so: the alert is no longer open, and a person may have resolved
       * it.
       */
      readonly alertGone: boolean;
      /**
       * True when the device itself still shows the condition. Never together with a proof from the
       * device.
       */
      readonly contradicted: boolean;
      /** True when two inspections in a row have found it so already. */
      readonly confirmed?: boolean;
    }
  | { readonly verdict: 'wait'; readonly because: string; readonly until: number }
  | { readonly verdict: 'holds' | 'unknown'; readonly because: string };
