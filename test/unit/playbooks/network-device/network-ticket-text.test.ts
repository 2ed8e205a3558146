import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../shared/playbooks/network-device/decide-network.ts';
import {
  type NetworkFacts,
  networkTicketText,
} from '../../../../shared/playbooks/network-device/network-ticket-text.ts';
import { networkFacts, networkRow as row } from '../../../helpers/tickets/ticket-facts.ts';

const ticketText = (over: Partial<NetworkFacts> = {}) => networkTicketText(networkFacts(over));

describe('the ticket of a network device', () => {
  it('says what is watched, how, by whom, and how old that is', () => {
    expect(ticketText()).toMatchObject({
      headline: 'FW is down',
      what: 'the monitored device FW (SNMP, fw.example) is down.',
      observed:
        'Its device-down alert is open in Atera. Atera: down when it was last checked (read 2026-03-02 08:00 UTC; Atera does not report when that was). It is watched by the agent NW-WATCH, which is online.',
      priority: 'High',
    });
  });

  it.each<[string, Reading, string]>([
    [
      'away',
      row({ watcher: { agentId: 7, found: true, name: 'NW-WATCH', online: false } }),
      'the agent NW-WATCH, which watches it, is offline',
    ],
    ['gone', row({ watcher: { agentId: 7, found: false } }), 'the agent 7, which watched it, is not in Atera any more'],
    ['paused', row({ monitored: false, up: undefined }), 'watching it is paused in Atera'],
    [
      'not reported',
      row({ up: true, watcher: undefined }),
      'its row says up, and whether the agent that watches it can see it now is not reported',
    ],
  ])('claims neither up nor down while it cannot be observed: %s', (_name, reading, because) => {
    const { headline, what, observed } = ticketText({ because: 'not-observable', reading });

    expect(headline).toBe('Not known whether FW is down: it cannot be observed');
    expect(what).toContain(`whether it is is not known: ${because}.`);
    expect(observed).toContain('whether the device is up or down is not known');
  });

  it.each<[string, Reading, string]>([
    ['generic', row({ kind: 'generic', hostname: '', up: undefined }), 'A generic monitor has no state to read'],
    ['not listed', { read: false, why: 'not-listed' }, 'Atera lists no such device under the GUID'],
    ['not allowed', { read: false, why: 'not-allowed' }, 'its API key lacks the right for devices'],
    ['gone', { read: false, why: 'gone' }, 'does not know the device by its id any more'],
  ])('does not claim more than the alert where that is the only observed: %s', (_name, reading, observed) => {
    const reported = ticketText({ because: 'alert-only', reading });

    expect(reported.headline).toBe('FW is reported down');
    expect(reported.what).toContain('as down; nothing but its alert says so.');
    expect(reported.observed).toContain(observed);
    expect(reported.closesWhen).toBe('Atera has ended the alert itself and does not raise it again');
  });

  it('names a few closed ports, and no more than fit', () => {
    const ports = Array.from({ length: 14 }, (_, i) => i + 1);

    expect(ticketText({ reading: row({ kind: 'tcp', closedPorts: ports }) }).observed).toContain(
      'no answer on port 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and more',
    );
  });
});
