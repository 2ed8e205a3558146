import { describe, expect, it } from 'vitest';
import { Agent } from '../../../../shared/atera/agent-schema.ts';
import { Server } from '../../../../shared/automox/server-schema.ts';
import { coverageOf } from '../../../../shared/domain/devices/coverage.ts';
import { automoxPairs } from '../../../../shared/policy/customer.ts';
import { policy } from '../../../../shared/policy/policy.ts';

const pair = { agentId: 1, serverId: 9, serialNumber: 'Default string', name: 'NW-PC-01' };
const withPairs = (pairs: Record<number, readonly object[]>) =>
  policy.safeParse({
    customers: Object.fromEntries(Object.entries(pairs).map(([id, devices]) => [id, { automox: { devices } }])),
  });

describe('the MAC addresses of a device', () => {
  it.each([
    ['a list', ['D4:BE:D9:01:02:03', ' d4-be '], ['D4:BE:D9:01:02:03', 'd4-be']],
    ['none', null, []],
    ['one text', 'D4:BE:D9:01:02:03', []],
    ['what is no text beside one', [7, null, {}, '', 'D4:BE:D9:01:02:03'], ['D4:BE:D9:01:02:03']],
  ])('in Atera may be %s', (_what, MacAddresses, macAddresses) => {
    expect(Agent.parse({ AgentID: 1, MacAddresses })).toMatchObject({ macAddresses });
  });

  it.each([
    ['cards', [{ MAC: 'D4:BE:D9:01:02:03' }, { DEVICE: 'x' }, null, 5, { MAC: null }], ['D4:BE:D9:01:02:03']],
    ['not reported', undefined, undefined],
    ['no list', 'none', undefined],
  ])('in Automox may be %s', (_what, NICS, macAddresses) => {
    expect(Server.parse({ id: 9, detail: { NICS } }).macAddresses).toEqual(macAddresses);
  });
});

describe('pairs of the policy', () => {
  it('are known with their customer', () => {
    const given = withPairs({ 11: [pair], 12: [{ ...pair, agentId: 2, serverId: 8 }] });

    expect(given.data && automoxPairs(given.data)).toEqual([
      { ...pair, customerId: 11 },
      { ...pair, agentId: 2, serverId: 8, customerId: 12 },
    ]);
  });

  it.each<[string, Record<number, readonly object[]>, RegExp]>([
    ['name an agent twice', { 11: [pair, { ...pair, serverId: 8 }] }, /agentId 1 is named twice/],
    [
      'name a server twice, for two customers',
      { 11: [pair], 12: [{ ...pair, agentId: 2 }] },
      /serverId 9 is named twice/,
    ],
    ['leave a mark blank', { 11: [{ ...pair, serialNumber: '  ' }] }, /serialNumber/],
    ['leave a mark out', { 11: [{ agentId: 1, serverId: 9, name: 'A' }] }, /serialNumber/],
  ])('are refused when they %s', (_what, pairs, mistake) => {
    expect(withPairs(pairs).error?.message).toMatch(mistake);
  });
});

describe('the coverage of very many customers', () => {
  it('names those that lack most', () => {
    const agents = Array.from({ length: 300 }, (_, at) => ({ id: at + 1, customerId: at < 180 ? at + 1 : 500 }));

    const { customers, moreCustomers, without } = coverageOf(agents, new Map());

    expect([customers[0], customers.length, moreCustomers]).toEqual([
      { customerId: 500, withActions: 0, without: { 'not-matched': 120 } },
      60,
      121,
    ]);
    expect(without).toEqual({ 'not-matched': 300 });
  });
});
