import { describe, expect, it } from 'vitest';
import { policy } from '../../../../shared/policy/policy.ts';
import { classifyAlert } from '../../../../shared/recognition/classify-alert.ts';

const text = (title: string, message = '', category = 'General') => ({ title, message, category });
const patterns = (given: object) => policy.parse({ classification: given }).classification;

describe('classifyAlert: disk space', () => {
  it.each([
    ['Disk Usage(C:)', 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%', 'C', 90],
    ['Disk Usage (d:)', '', 'D', undefined],
    ['Disk Usage(C:)', 'Laufwerk voll, threshold of 85,5 %', 'C', 85.5],
    ['Almost full', 'The Disk Usage(E:) 97,50% is greater than the threshold of 92,5%', 'E', 92.5],
    ['  DISK  USAGE(C:)  ', 'The Disk Usage(C:) 93.12% is greater than the threshold of 190%', 'C', undefined],
    ['Disk\u200e Usage(C:)', 'The Disk Usage(C:)\u00a093.12\u202f% is greater than the threshold of 90%', 'C', 90],
  ])('reads drive and threshold of "%s", "%s"', (title, message, drive, thresholdPercent) => {
    const found = classifyAlert(text(title, message, 'Disk'));

    expect(found).toMatchObject({ playbook: 'disk-space', details: { drive } });
    expect('details' in found ? found.details.thresholdPercent : undefined).toBe(thresholdPercent);
  });

  it.each([
    ['CPU Load', ''],
    ['Memory Usage', 'The Memory Usage 97.10% is greater than the threshold of 95% for 10 minutes.'],
    ['Failed Login Attempts', '12 failed login attempts during a time period of 5 minutes'],
    ['Disk health', ''],
    ['', ''],
    ['Disk Usage()', ''],
    ['Windows Service', 'The Windows Service (Spooler) State is Running'],
  ])('knows no playbook for "%s"', (title, message) => {
    expect(classifyAlert(text(title, message))).toMatchObject({ playbook: 'none' });
  });

  it('acts on nothing when title and message name different drives', () => {
    const found = classifyAlert(text('Disk Usage(C:)', 'The Disk Usage(D:) 93% is greater than the threshold of 90%'));

    expect(found).toEqual({ playbook: 'none', reason: 'title says drive C:, message says D:' });
  });

  it.each([
    ['Disk Usage(C:)', 'Machine status unknown - The agent has not made contact', 'General'],
    ['Disk Usage(C:)', '', 'Availability'],
  ])('acts on nothing when "%s", "%s" and %s contradict each other', (title, message, category) => {
    expect(classifyAlert(text(title, message, category))).toMatchObject({ playbook: 'none' });
  });

  it.each([
    ['Disk Usage(C:)', 'The Disk Usage(C:) 93% is greater than the threshold of 90%', 'Disk', 'high'],
    ['Disk Usage(C:)', '', 'Disk', 'medium'],
    ['Disk Usage(C:)', '', 'General', 'low'],
  ])('says how sure it is of "%s", "%s", %s: %s', (title, message, category, confidence) => {
    const found = classifyAlert(text(title, message, category));

    expect(found).toMatchObject({ confidence, reason: expect.stringMatching(/^title/) });
  });
});

describe('classifyAlert: offline device', () => {
  const remark = 'The agent has not established communication within the expected interval.';

  it.each([
    ['Machine status unknown', '', 'Availability', 'medium'],
    ['Machine status unknown', `Machine status unknown - ${remark}`, 'Availability', 'high'],
    ['Server away', `Machine status unknown – ${remark}`, 'General', 'low'],
    ['Server away', `Server away - ${remark}`, 'Availability', 'medium'],
    ['Device offline', '', 'Availability', 'low'],
  ])('recognises "%s", "%s" in %s', (title, message, category, confidence) => {
    expect(classifyAlert(text(title, message, category))).toMatchObject({ playbook: 'offline-device', confidence });
  });

  it('does not take a word that fits any monitored device for it in another category', () => {
    expect(classifyAlert(text('Device offline'))).toEqual({
      playbook: 'none',
      reason: 'title may mean offline-device, but the category General does not bear it out',
    });
  });

  it('does not take a monitored device without an agent for it', () => {
    expect(classifyAlert(text('Device down', 'Device down - no contact', 'Availability'))).toMatchObject({
      playbook: 'network-device',
    });
  });
});

describe('classifyAlert: pending reboot', () => {
  it.each([
    ['Reboot pending', ''],
    ['Custom script', 'This machine requires a restart to finish updates'],
    ['Updates', 'A re-boot is necessary since 14 days'],
  ])('recognises "%s", "%s"', (title, message) => {
    expect(classifyAlert(text(title, message))).toMatchObject({ playbook: 'pending-reboot' });
  });

  it.each([
    ['Custom script', 'No reboot pending'],
    ['Custom script', 'Pending reboot: False'],
    ['Custom script', 'Restart completed'],
    ['Reboot', ''],
    ['Spooler', 'A service restart is required'],
  ])('does not recognise "%s", "%s"', (title, message) => {
    expect(classifyAlert(text(title, message))).toMatchObject({ playbook: 'none' });
  });
});

describe("classifyAlert with a tenant's patterns", () => {
  it('reads drive and threshold in another language', () => {
    const german = patterns({
      diskSpace: [{ title: 'Datenträger {drive}: voll', message: '* {number} % * Schwelle {threshold} %' }],
    });
    const found = classifyAlert(text('DATENTRÄGER c: VOLL', 'Belegt: 93,12 % über Schwelle 87,5 %'), german);

    expect(found).toMatchObject({
      playbook: 'disk-space',
      details: { drive: 'C', thresholdPercent: 87.5 },
      confidence: 'low',
    });
  });

  it.each([
    ['offline-device', { offlineDevice: [{ title: 'Plus de nouvelles*' }] }, 'Plus de nouvelles: NW-PC-1'],
    ['pending-reboot', { pendingReboot: [{ title: 'Patchday unvollendet' }] }, 'Patchday unvollendet'],
    ['disk-space', { diskSpace: [{ title: 'Platz knapp bei {drive}' }] }, 'Platz knapp bei /srv/daten'],
  ])('recognises %s', (playbook, given, title) => {
    expect(classifyAlert(text(title))).toMatchObject({ playbook: 'none' });
    expect(classifyAlert(text(title), patterns(given))).toMatchObject({ playbook });
  });

  it('acts on nothing when a pattern and the message name different drives', () => {
    const renamed = patterns({ diskSpace: [{ title: 'Voll: {drive}' }] });

    const found = classifyAlert(
      text('Voll: C', 'The Disk Usage(D:) 93% is greater than the threshold of 90%'),
      renamed,
    );

    expect(found).toEqual({ playbook: 'none', reason: 'message says drive D:, title says C:' });
  });
});

describe('classifyAlert with what a tenant never wants handled', () => {
  const never = patterns({
    never: [{ title: 'Reboot*lab*' }, { message: '*maintenance test*' }],
    pendingReboot: [{ title: 'Reboot*' }],
  });

  it.each([
    ['Reboot required in the lab', ''],
    ['Disk Usage(C:)', 'Only a maintenance test'],
  ])('leaves "%s", "%s" alone and names the pattern', (title, message) => {
    expect(classifyAlert(text(title, message), never)).toEqual({
      playbook: 'none',
      reason: expect.stringMatching(/^the policy leaves it alone \(classification\.never: .+\)$/),
    });
  });

  it('handles everything else', () => {
    expect(classifyAlert(text('Reboot required'), never)).toMatchObject({ playbook: 'pending-reboot' });
  });
});

describe('classifyAlert says why it leaves alone', () => {
  it.each([
    ['Disk Usage(C:), Disk Usage(D:)', '', 'title names several drives: C:, D:'],
    ['Disk Usage(C:)', 'The Disk Usage(/var) 93% is greater than the threshold of 90%', 'message says /var'],
    ['Print Spooler restart required', '', 'what must be restarted may be "print spooler"'],
    ['Reboot failed', '', 'it reports one that has happened'],
    ['Pending Reboot', 'RebootPending : False', 'it says that none is due'],
    ['Spooler', 'Restart required', 'names "spooler"'],
  ])('"%s", "%s": %s', (title, message, because) => {
    expect(classifyAlert(text(title, message))).toEqual({
      playbook: 'none',
      reason: expect.stringContaining(because),
    });
  });

  it('believes the text before a pattern of the title', () => {
    const own = patterns({ pendingReboot: [{ title: 'Patchday*' }] });

    expect(classifyAlert(text('Patchday', 'RebootPending : False'), own)).toMatchObject({ playbook: 'none' });
  });
});
