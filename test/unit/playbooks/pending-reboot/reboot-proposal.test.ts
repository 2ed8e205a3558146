import { describe, expect, it } from 'vitest';
import { evidenceHash } from '../../../../shared/domain/approvals/proposal.ts';
import {
  disturbsMore,
  type RebootProposalFacts,
  rebootProposal,
} from '../../../../shared/playbooks/pending-reboot/reboot-proposal.ts';

const KEY = { deviceKey: 'a1', conditionKey: 'pending-reboot', occurrence: 1 };
const NOW = Date.parse('2026-03-02T08:00:00Z');

const propose = (over: Partial<RebootProposalFacts> = {}) =>
  rebootProposal({
    ...{
      key: KEY,
      language: 'en',
      deviceName: 'NW-PC-7',
      organizationId: 5,
      serverId: 9,
      deviceClass: 'workstation',
      users: 'unknown',
    },
    lastRebootAt: NOW - 86_400_000,
    window: { open: false, next: NOW + 3_600_000 },
    ...over,
  });
const evidence = (over?: Partial<RebootProposalFacts>) => evidenceHash({ key: KEY }, propose(over));

describe('the proposal of a reboot', () => {
  it('names device, class, reasons, window and whether somebody is signed in', () => {
    const { text } = propose({ alertText: 'Restart required.', scannedAt: NOW });

    expect(text).toBe(
      'Reboot the workstation NW-PC-7 in its maintenance window (the next opens 2026-03-02 09:00 UTC), because its alert "Restart required" and Automox (scan of 2026-03-02 08:00 UTC) both ask for one; its last boot was 2026-03-01 08:00 UTC. Whether anyone was signed in when this was proposed is not known: an open session ends, and what is not saved in it is lost.',
    );
  });

  it.each([
    [
      'nobody',
      'Nobody was signed in when this was proposed; it is read again right before, and with anybody there it is not done.',
    ],
    [
      'somebody',
      'Somebody was signed in when this was proposed, says Atera: that session ends, and what is not saved in it is lost.',
    ],
  ] as const)('says what happens to the session of %s', (users, expected) => {
    expect(propose({ users }).text).toContain(expected);
  });

  it.each([
    ['trembles across a minute', -800],
    ['is reported an hour later, to the second', 3_600_000],
    ['is reported an hour earlier, with a tremble', -3_600_000 + 700],
    ['drifts by a minute', 60_000],
  ])('stays what was asked when the boot time %s', (_name, shift) => {
    const asked = propose();
    const again = { lastRebootAt: NOW - 86_400_000 + shift, askedBoot: String(asked.facts.lastBoot) };

    expect(evidence(again)).toBe(evidence());
    expect(evidence({ ...again, lastRebootAt: NOW })).not.toBe(evidence());
  });

  it.each<[string, Partial<RebootProposalFacts>]>([
    ['the alert has other words', { alertText: 'Neustart' }],
    ['a newer scan says the same', { scannedAt: NOW }],
    ['the window has opened', { window: { open: true, until: NOW + 1 } }],
  ])('is the same evidence when %s', (_name, over) => {
    expect(evidence(over)).toBe(evidence());
  });

  it.each<[string, Partial<RebootProposalFacts>]>([
    ['the device has booted', { lastRebootAt: NOW }],
    ['another server would be rebooted', { serverId: 10 }],
    ['somebody is signed in', { users: 'somebody' }],
    ['somebody is signed in of whom the approval did not know', { users: 'somebody', approvedUsers: 'unknown' }],
  ])('is other evidence when %s', (_name, over) => {
    expect(evidence(over)).not.toBe(evidence());
  });

  it('stays approved when fewer would be disturbed than was said', () => {
    const approved = evidence({ users: 'somebody' });

    expect(evidence({ users: 'nobody', approvedUsers: 'somebody' })).toBe(approved);
    expect(disturbsMore('nobody', 'somebody')).toBe(false);
    expect(disturbsMore('unknown', 'nobody')).toBe(true);
  });
});
