import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alertRowKey,
  deviceKey,
  effectKey,
  followUpId,
  type OccurrenceKey,
  remediationId,
  requestId,
  ticketMarker,
} from '../../../../shared/domain/occurrences/keys.ts';
import { remediationKey } from '../../../../shared/domain/occurrences/remediation-key.ts';
import { diskSpace } from '../../../../shared/playbooks/disk-space/definition.ts';

const diskKey = (volume: string) => diskSpace.conditionKey({ drive: volume });

const agentId = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const drive = fc.oneof(
  fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
  fc.constantFrom('/', '/var', '_var', '/VAR', '/var/log', '/var-log', 'Data', 'data'),
);
const key = fc.record({
  deviceKey: agentId.map((id) => deviceKey({ agentId: id })),
  conditionKey: drive.map(diskKey),
  occurrence: fc.integer({ min: 1, max: 1_000_000 }),
});

describe('keys', () => {
  it('builds only ids that are safe in Durable and in Azure Tables', () => {
    const anyText = fc.string({ minLength: 1, unit: 'binary' });

    const ids = (one: OccurrenceKey, text: string) => [
      remediationId(one),
      followUpId(one, 3),
      requestId(text),
      effectKey(one, 'ticket', 0),
      deviceKey({ deviceGuid: text }),
      deviceKey({ customerId: 12, deviceName: text }),
      diskKey(text),
    ];

    fc.assert(fc.property(key, anyText, (one, text) => ids(one, text).every((id) => /^[A-Za-z0-9._-]+$/.test(id))));
  });

  it('gives different occurrences different ids', () => {
    const sameId = (one: OccurrenceKey, other: OccurrenceKey) => remediationId(one) === remediationId(other);
    const sameKey = (one: OccurrenceKey, other: OccurrenceKey) => JSON.stringify(one) === JSON.stringify(other);

    fc.assert(fc.property(key, key, (one, other) => sameId(one, other) === sameKey(one, other)));
  });

  it('keeps a remediation of a device that is only known by its name apart and readable', () => {
    const customerId = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    const idOf = (customer: number, deviceName: string) =>
      remediationId({
        deviceKey: deviceKey({ customerId: customer, deviceName }),
        conditionKey: 'down',
        occurrence: 1,
      });

    fc.assert(fc.property(customerId, fc.string(), (id, name) => remediationKey(idOf(id, name)) !== undefined));
    expect(idOf(1, 'NW-AP-1')).toBe(idOf(1, 'nw-ap-1 '));
    expect(new Set([idOf(1, 'a'), idOf(1, 'b'), idOf(11, ''), idOf(1, ''), idOf(2, 'a'), idOf(1, '1-a')]).size).toBe(6);
  });

  it('sorts alert row keys as their numbers', () => {
    const ordered = (one: number, other: number) => alertRowKey(one) < alertRowKey(other) === one < other;

    fc.assert(fc.property(agentId, agentId, ordered));
  });

  it('does not care about the case of a drive letter', () => {
    expect(diskKey('c')).toBe('disk-space.C');
  });

  it('never lets one marker stand inside another', () => {
    const first = { deviceKey: 'a1', conditionKey: 'disk-space.C', occurrence: 1 };

    expect(ticketMarker({ ...first, occurrence: 11 })).not.toContain(ticketMarker(first));
    expect(ticketMarker({ ...first, deviceKey: 'a11' })).not.toContain(ticketMarker(first));
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 60])('refuses %d as an id', (bad) => {
    expect(() => deviceKey({ agentId: bad })).toThrow(RangeError);
  });
});
