import { describe, expect, it } from 'vitest';
import { type DiskTicketFacts, diskTicket } from '../../shared/domain/ticket-text.ts';

const facts = (over: Partial<DiskTicketFacts> = {}): DiskTicketFacts => ({
  key: { deviceKey: 'a12', conditionKey: 'disk-space.C', occurrence: 3 },
  drive: 'C',
  deviceName: 'NW-SRV-01',
  raisedAt: Date.parse('2026-03-02T07:58:00Z'),
  lookedAt: Date.parse('2026-03-02T08:10:00Z'),
  thresholdPercent: 90,
  reading: { drive: 'C', totalMb: 102_400, freeMb: 5_120, usedPercent: 95 },
  flapping: false,
  ...over,
});

describe('diskTicket', () => {
  it('says what, since when, on which evidence, what was tried and what to do', () => {
    const { title, description } = diskTicket(facts());

    expect(title).toBe('Disk C: almost full on NW-SRV-01 [rmm a12.disk-space.C.3]');
    expect(description).toContain('2026-03-02 07:58 UTC');
    expect(description).toContain('5.0 GB free of 100.0 GB (95 % used)');
    expect(description).toMatch(/Tried: .+\nPlease do: .+/);
  });

  it('says what could not be read', () => {
    const { reading: _reading, ...unread } = facts({ readingProblem: 'the inventory lists no drive C:' });

    const { title, description } = diskTicket(unread);

    expect(title).toContain('could not be verified');
    expect(description).toContain('the inventory lists no drive C:');
  });

  it('is more urgent when hardly anything is left', () => {
    const reading = { drive: 'C', totalMb: 102_400, freeMb: 512, usedPercent: 99.5 };

    expect(diskTicket(facts({ reading }))).toMatchObject({ priority: 'High', impact: 'Major' });
    expect(diskTicket(facts())).toMatchObject({ priority: 'Medium', impact: 'Minor' });
  });

  it('lets no markup of a device name through', () => {
    const { title, description } = diskTicket(facts({ deviceName: `<img src=x onerror=alert(1)>${'y'.repeat(500)}` }));

    expect(title + description).not.toMatch(/[<>]/);
    expect(title.length).toBeLessThan(200);
  });
});
