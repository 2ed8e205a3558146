import { describe, expect, it } from 'vitest';
import { offlineTicketText } from '../../../../shared/playbooks/offline-device/offline-ticket-text.ts';
import { offlineFacts as facts } from '../../../helpers/tickets/ticket-facts.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

const agentDead = { because: 'agent-dead', witness: { says: 'connected', at: at('06:00') } } as const;
const noWitness = { because: 'no-witness', witness: { says: 'nothing', reason: 'Automox is <not> set up.' } } as const;

describe('offlineTicketText', () => {
  it('reports a device that is off, with both witnesses and their times', () => {
    expect(offlineTicketText(facts())).toMatchObject({
      headline: 'NW-SRV-01 is offline',
      what: 'the server NW-SRV-01 is offline.',
      raisedAt: at('07:58'),
      inspectedAt: at('08:10'),
      observed:
        'Atera: offline (read 2026-03-02 08:10 UTC); not seen since 2026-03-02 07:31 UTC (as Atera last reported). Automox: disconnected since 2026-03-02 07:56 UTC.',
      tried: 'nothing was changed on the device; it was found offline 2 times in a row.',
      closesWhen: 'the device is back and stays online',
    });
  });

  it('says of a dead agent that the device itself is up', () => {
    const { headline, what, observed, advice, closesWhen } = offlineTicketText(facts(agentDead));

    expect(headline).toBe('Atera agent silent on NW-SRV-01, device is up');
    expect(what).toContain('the device itself is running');
    expect(observed).toContain('Automox: connected, last scan 2026-03-02 06:00 UTC.');
    expect(advice).toMatch(/restart the service .+ or install the agent again/);
    expect(closesWhen).toContain('agent reports again');
  });

  it('says why there is no second witness, as plain text', () => {
    const { observed, advice } = offlineTicketText(facts(noWitness));

    expect(observed).toContain('Automox reports nothing: Automox is not set up.');
    expect(advice).toContain('There is no second witness: Automox is not set up.');
  });

  it.each([
    ['a server that is off', facts(), 'check power and network (management board'],
    ['a workstation that is off', facts({ deviceClass: 'workstation' }), 'ask the user whether it is switched off'],
    [
      'one of which nothing is reported',
      facts({ because: 'online-not-reported', online: undefined }),
      'look the device up in Atera',
    ],
    ['one that is back', facts({ because: 'back-online', online: true }), 'nothing; the app keeps checking.'],
    ['one that waits', facts({ because: 'grace' }), 'nothing; the app keeps checking.'],
  ])('advises on %s', (_name, given, expected) => {
    expect(offlineTicketText(given).advice).toContain(expected);
  });

  it.each([
    ['online', facts({ because: 'back-online', online: true }), 'Atera: online (read 2026-03-02 08:10 UTC).'],
    [
      'not reported',
      facts({ online: undefined }),
      'Atera does not report whether it is online (read 2026-03-02 08:10 UTC).',
    ],
    ['disconnected at an unknown time', facts({ witness: { says: 'disconnected' } }), 'Automox: disconnected.'],
    ['connected, never scanned', facts({ witness: { says: 'connected' } }), 'Automox: connected.'],
  ])('reports a device that is %s', (_name, given, expected) => {
    expect(offlineTicketText(given).observed).toContain(expected);
  });

  it.each([
    ['server', 'device-off', { priority: 'High', impact: 'ServerIssue' }],
    ['server', 'agent-dead', { priority: 'High', impact: 'ServerIssue' }],
    ['workstation', 'device-off', { priority: 'Medium', impact: 'Minor' }],
    ['workstation', 'no-witness', { priority: 'Medium', impact: 'Minor' }],
    ['workstation', 'agent-dead', { priority: 'Low', impact: 'Minor' }],
    ['workstation', 'online-not-reported', { priority: 'Low', impact: 'Minor' }],
    ['laptop', 'device-off', { priority: 'Low', impact: 'Minor' }],
  ] as const)('gives a %s (%s) its urgency', (deviceClass, because, expected) => {
    expect(offlineTicketText(facts({ deviceClass, because }))).toMatchObject(expected);
  });

  it('asks for the cause of a device that keeps going offline, also while it is back', () => {
    const away = offlineTicketText(facts({ flapping: true }));
    const back = offlineTicketText(facts({ flapping: true, because: 'back-online', online: true, inspections: 0 }));

    expect(away.headline).toBe('NW-SRV-01 keeps going offline');
    expect(away.advice).toMatch(/^check power .+ look for the cause/);
    expect(back.headline).toBe('NW-SRV-01 keeps going offline');
    expect(back.what).toBe('the server NW-SRV-01 was offline and is back.');
    expect(back.tried).toBe('nothing was changed on the device.');
    expect(back.advice).toMatch(/^It went away several times/);
  });

  it('mentions a device that reports under a new agent, and what to do about the old one', () => {
    const successor = { agentId: 1_050, installedAt: at('08:02') };
    const { what, observed, advice } = offlineTicketText(facts({ because: 'reinstalled', successor, flapping: true }));

    expect(what).toBe(
      'the old Atera agent of the server NW-SRV-01 is offline; the same device is online under agent 1050.',
    );
    expect(observed).toContain(
      'The same device is online under agent 1050, which was installed 2026-03-02 08:02 UTC: same customer, name and serial number.',
    );
    expect(advice).toBe('delete the old agent in Atera, so that its alert does not come back.');
  });

  it.each([
    ['is not reported', undefined],
    ['lies ahead of the clock', at('08:11')],
  ])('says nothing of a LastSeen that %s', (_name, lastSeenAt) => {
    expect(offlineTicketText(facts({ lastSeenAt })).observed).toMatch(
      /^Atera: offline \(read 2026-03-02 08:10 UTC\)\. Auto/,
    );
  });

  it('says what was tried when something was', () => {
    expect(offlineTicketText(facts({ inspections: 1 })).tried).toContain('found offline once.');
    expect(offlineTicketText(facts({ tried: 'the site was asked.' })).tried).toBe('the site was asked.');
  });

  it('shows a name as plain text', () => {
    expect(offlineTicketText(facts({ deviceName: '<b>PC\n1' })).headline).toBe('b PC 1 is offline');
  });
});
