import { definePlaybook } from '../define-playbook.ts';
import { noDetails } from '../no-details.ts';
import { pendingRebootPolicy } from './policy.ts';
import { rebootFromHistory } from './reboot-history.ts';
import { saysReboot } from './says-reboot.ts';
import { rebootTicketTexts } from './texts/ticket/index.ts';

/**
 * A device that must be restarted: two witnesses, an approval, its window, one reboot, and the
 * proof of it.
 */
export const pendingReboot = definePlaybook({
  name: 'pending-reboot',
  label: { en: 'Pending reboot', de: 'Ausstehender Neustart' },
  policy: { section: 'pendingReboot', schema: pendingRebootPolicy },
  // A reboot has not yet proven itself enough to happen without an approval.
  ceiling: 'approve',
  details: noDetails,
  conditionKey: () => 'pending-reboot',
  condition: (_details, language) => rebootTicketTexts(language).condition,
  watch: ({ followUpEveryMinutes, clearConfirmMinutes, verifyAfterMinutes }) => ({
    ...{ followUpEveryMinutes, clearConfirmMinutes },
    recheckMinutes: clearConfirmMinutes,
    proofLagMinutes: verifyAfterMinutes,
  }),
  longestWaitMinutes: ({ scanWaitMinutes, rebootTimeoutMinutes }) => scanWaitMinutes + rebootTimeoutMinutes,
  fromHistory: rebootFromHistory,
  recognition: {
    inTexts: (alert, _section, language) => {
      const said = saysReboot(alert);
      if (said.due) return { hints: said.from.map((from) => ({ from, strength: 2 })) };
      return {
        hints: [],
        ...(said.because !== undefined && {
          leftBecause: rebootTicketTexts(language).left[said.because.kind](said.because),
        }),
        ...(said.denied && { denied: true }),
      };
    },
    categories: {},
    patterns: { description: 'Alerts about a reboot that is due. Atera has none of its own.' },
    byAteraItself: false,
  },
  request: { details: () => ({}) },
});
