import { describe, expect, it } from 'vitest';
import { type DiskFacts, diskTicketText } from '../../../../shared/playbooks/disk-space/disk-ticket-text.ts';

const used = (usedPercent: number) => ({
  drive: 'C',
  totalMb: 102_400,
  freeMb: 1_024 * (100 - usedPercent),
  usedPercent,
});

const facts = (over: Partial<DiskFacts> = {}): DiskFacts => ({
  language: 'en',
  key: { deviceKey: 'a12', conditionKey: 'disk-space.C', occurrence: 3 },
  drive: 'C',
  deviceName: 'NW-SRV-01',
  raisedAt: Date.parse('2026-03-02T07:58:00Z'),
  inspectedAt: Date.parse('2026-03-02T08:10:00Z'),
  thresholdPercent: 90,
  reading: used(95),
  because: 'reading-full',
  online: true,
  flapping: false,
  ...over,
});

const { reading: _reading, ...unread } = facts({
  because: 'no-reading',
  drive: '/<b>var',
  readingProblem: { kind: 'not-listed' },
});
const { thresholdPercent: _threshold, ...limitless } = facts({ because: 'threshold-unknown' });

describe('diskTicketText', () => {
  it('says what, on which observed, what was tried and what to do', () => {
    const ticketText = diskTicketText(facts());

    expect(ticketText).toMatchObject({
      headline: 'Disk C: almost full on NW-SRV-01',
      what: 'drive C: of NW-SRV-01 has been over its alert limit of 90 %.',
      observed: '5.0 GB free of 100.0 GB (95 % used) at the last inventory.',
      tried: 'nothing was changed on the device; the reading was checked twice.',
      closesWhen: 'the disk stays below its limit',
      raisedAt: facts().raisedAt,
      inspectedAt: facts().inspectedAt,
    });
    expect(ticketText.advice).toMatch(/^free space .+\.$/);
  });

  it.each([
    ['/', 'Disk / almost full on NW-SRV-01', 'drive / of NW-SRV-01'],
    ['/var', 'Disk /var almost full on NW-SRV-01', 'drive /var of NW-SRV-01'],
    ['Data', 'Disk "Data" almost full on NW-SRV-01', 'drive "Data" of NW-SRV-01'],
  ])('calls the volume %s by its name', (drive, headline, what) => {
    const ticketText = diskTicketText(facts({ drive, reading: { ...used(95), drive } }));

    expect(ticketText.headline).toBe(headline);
    expect(ticketText.what).toContain(what);
  });

  it('says what could not be read, as plain text', () => {
    const ticketText = diskTicketText(unread);

    expect(ticketText.headline).toContain('alert could not be verified on NW-SRV-01');
    expect(ticketText.observed).toBe('There is no usable reading: the inventory lists no drive / b var.');
    expect(ticketText.advice).toContain('by hand');
  });

  it('does not call a disk full whose limit the alert does not say', () => {
    const { headline, what } = diskTicketText(limitless);

    expect(headline).toContain('could not be verified');
    expect(what).toContain('the alert does not say which');
  });

  it('names a disk that comes back as one that keeps filling up', () => {
    const { headline, advice } = diskTicketText(facts({ flapping: true }));

    expect(headline).toBe('Disk C: keeps filling up on NW-SRV-01');
    expect(advice).toContain('look for what keeps filling it');
  });

  it.each([
    ['a server', 'server', 95, { priority: 'Medium', impact: 'ServerIssue' }],
    ['a server that is all but full', 'server', 98, { priority: 'High', impact: 'ServerIssue' }],
    ['a workstation', 'workstation', 97.9, { priority: 'Medium', impact: 'Minor' }],
    ['a workstation that is all but full', 'workstation', 98, { priority: 'High', impact: 'Major' }],
    ['a laptop', 'laptop', 95, { priority: 'Medium', impact: 'Minor' }],
    ['a device of no known class', undefined, 99.5, { priority: 'High', impact: 'Major' }],
  ] as const)('gives %s its urgency', (_name, deviceClass, usedPercent, expected) => {
    expect(diskTicketText(facts({ deviceClass, reading: used(usedPercent) }))).toMatchObject(expected);
  });

  it.each([
    ['fast', { mbPerDay: 2_048, daysToFull: 2.5 }, ' It grows by about 2.0 GB a day and is full in about 2 days.'],
    ['slowly', { mbPerDay: 99.6, daysToFull: 51.4 }, ' It grows by about 100 MB a day and is full in about 51 days.'],
    [
      'within the day',
      { mbPerDay: 9_000, daysToFull: 0.4 },
      ' It grows by about 8.8 GB a day and is full in less than a day.',
    ],
    [
      'by tomorrow',
      { mbPerDay: 5_000, daysToFull: 1.2 },
      ' It grows by about 4.9 GB a day and is full in about one day.',
    ],
    ['with no known end', { mbPerDay: 10 }, ' It grows by about 10 MB a day.'],
    ['not at all', { mbPerDay: 0, daysToFull: 4 }, ''],
  ])('reports a disk that fills up %s', (_name, growth, expected) => {
    expect(diskTicketText(facts({ growth })).observed).toBe(`${diskTicketText(facts()).observed}${expected}`);
  });

  it('says what was tried and why a cleanup could not be run', () => {
    const tried = 'the cleanup worklet ran and freed 0.2 GB.';

    expect(diskTicketText(facts({ tried })).tried).toBe(tried);
    expect(diskTicketText(facts({ noActionBecause: 'Automox knows no device of that name' })).tried).toBe(
      'nothing was changed on the device; the reading was checked twice. A cleanup could not be run: Automox knows no device of that name.',
    );
  });

  it('lets no markup of a device name through and falls back on its key', () => {
    const wild = diskTicketText(facts({ deviceName: `<img src=x onerror=alert(1)>${'y'.repeat(500)}` }));
    const { deviceName: _name, ...nameless } = facts();

    expect(wild.headline + wild.what).not.toMatch(/[<>]/);
    expect(wild.headline.length).toBeLessThan(150);
    expect(diskTicketText(nameless).headline).toBe('Disk C: almost full on device a12');
  });
});
