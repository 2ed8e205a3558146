import { describe, expect, it } from 'vitest';
import { approvalEvent, evidenceHash } from '../../../shared/domain/approvals/proposal.ts';
import { customerPolicy } from '../../../shared/policy/customer.ts';
import { policy as policySchema } from '../../../shared/policy/policy.ts';
import { approved, automoxMatch, clean, full, gone, healthy, pending, sent } from '../../helpers/hosts/cleanup-host.ts';
import { MINUTE, NOW, written } from '../../helpers/hosts/offline-host.ts';
import { done, remediationRun, replay } from '../../helpers/hosts/playbook-host.ts';
import { approvedReboot, atera, RAISED, rebootRun } from '../../helpers/hosts/reboot-host.ts';

const policy = policySchema.parse({
  language: 'de',
  worklets: { diskCleanup: 77, serviceRestart: { spooler: 78 } },
});
const customer = customerPolicy(policy, 2);

/** Ada says yes to the restart of the spooler. */
function restarted() {
  const key = { deviceKey: 'a1', conditionKey: 'service-stopped.spooler', occurrence: 1 };
  const raised = NOW - 20 * MINUTE;
  const subject = { key, playbook: 'service-stopped', agentId: 1, customerId: 2, details: { service: 'Spooler' } };
  const evidence = evidenceHash(subject, {
    action: { kind: 'worklet', organizationId: 5, serverId: 9, workletId: 78, purpose: 'serviceRestart: spooler' },
    facts: { service: 'Spooler', state: 'stopped' },
    text: '',
  });
  const alerts = [{ alertId: 100, isOpen: true, firstListedAt: raised, selfResolves: true }];
  const stopped = (now: number) =>
    done({
      ...{ alertOpen: true, alertIds: [100], openAlertIds: [100], alerts, deviceFound: true, online: true },
      ...{ automoxMatch, inspectedAt: now },
    });
  return replay(
    'remediateAlert',
    { ...remediationRun({ alertCreatedAt: raised, openedAt: raised, policy, customer }), subject },
    {
      ...{ askApproval: [pending, approved], sendCommand: [sent], checkCommand: [gone] },
      ...{ inspectService: [stopped], ensureTicket: [written('opened')] },
    },
    [{ afterMinutes: 60, event: approvalEvent(evidence, 1) }],
  );
}

describe('a run for a customer who reads German', () => {
  it('says in German why a drive was cleaned and what came of it', async () => {
    const { output } = await clean(
      {
        inspectDisk: [full, full, full, healthy],
        sendCommand: [sent],
        checkCommand: [gone],
        resolveAlerts: [done({ resolved: 1 })],
      },
      { customer },
    );

    expect(output).toMatchObject({
      code: 'cleanup-verified',
      text: expect.stringMatching(
        /Das Laufwerk liegt wieder unter seinem Grenzwert\. Automox-Worklet 77 \(Bereinigung\) auf .+ ausführen, weil Laufwerk C: seinen Grenzwert von 90 % überschreitet\. .+ Das Laufwerk liegt wieder unter seinem Grenzwert: Es ist laut einem neueren Inventar von Atera zu 50 % belegt\.$/,
      ),
    });
  });

  it('says in German what a restart of a service came to', async () => {
    const { output } = await restarted();

    expect(output).toMatchObject({
      code: 'ticket-opened',
      text: expect.stringMatching(
        /Atera meldet, dass der Dienst „Spooler“ gestoppt ist\. Automox-Worklet 78 \(Dienst „Spooler“ starten\) auf .+ ausführen, weil der Dienst laut Atera gestoppt ist\. .+ Laut Automox wurde das Worklet mit Exitcode 0 beendet: Windows hat den Dienst gestartet\. Der Alarm in Atera ist danach weiterhin offen\.$/,
      ),
    });
  });

  it('says in German what proves a reboot', async () => {
    const over = { customer: { ...rebootRun().customer, language: 'de' } } as const;
    const rebooted = atera({ lastRebootAt: RAISED + 62 * MINUTE });

    const { output } = await approvedReboot({ inspectReboot: [atera(), atera(), rebooted] }, over);

    expect(output).toMatchObject({
      code: 'rebooted',
      text: expect.stringMatching(
        /Das Gerät wurde seit dem Alarm neu gestartet, und ein Automox-Scan danach findet keinen ausstehenden Neustart\. Den Server NW-SRV-01 im Wartungsfenster \(.+\) neu starten, weil der Alarm „Reboot pending“ und .+ Laut Atera ist das Gerät am 2026-03-02 09:02 UTC wieder hochgefahren\.$/,
      ),
    });
  });

  it('waits in German while somebody is signed in', async () => {
    const over = { customer: { ...rebootRun().customer, language: 'de' } } as const;
    const inUse = atera({ someoneNamed: true, approvedUsers: 'nobody' });

    const { output } = await approvedReboot({ inspectReboot: [atera(), inUse] }, over);

    expect(output).toMatchObject({
      code: 'waits-for-users',
      text: expect.stringContaining(
        'Freigegeben wurde der Neustart für den Fall, dass niemand angemeldet ist. Laut letzter Meldung von Atera ist jemand angemeldet; die nächste Prüfung ist am ',
      ),
      why: 'Laut letzter Meldung von Atera ist jemand angemeldet',
    });
  });
});
