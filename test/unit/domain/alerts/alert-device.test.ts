import { describe, expect, it } from 'vitest';
import { Alert } from '../../../../shared/atera/alert-schema.ts';
import type { DirectoryAgent } from '../../../../shared/domain/devices/directory-agent.ts';
import { lookUpDevices } from '../../../../shared/recognition/alert-device.ts';

const GUID = 'd5f0b7a2-0000-4000-8000-000000000001';
const agent: DirectoryAgent = {
  id: 7,
  deviceGuid: GUID,
  machineName: 'NW-1',
  serialNumber: 'S1',
  customerId: 11,
  deviceClass: 'server',
  online: true,
  disks: [],
  listedAt: 0,
};

/** A directory that knows one agent and counts what it is asked. */
function directoryOf() {
  const asked: (number | string)[] = [];
  const directory = {
    agent: async (agentId: number) => {
      asked.push(agentId);
      return agentId === agent.id ? agent : undefined;
    },
    agentByGuid: async (guid: string) => {
      asked.push(guid);
      return guid === GUID ? agent : undefined;
    },
    lastRefresh: async () => undefined,
  };
  const lookUp = lookUpDevices({ directory, monitored: { get: async () => undefined } });
  const first = { row: { playbook: 'disk-space' }, outcome: { code: 'no-agent' } };
  return { asked, fill: (alert: Alert) => lookUp(alert, undefined, first) };
}

const alert = (over: object) => Alert.parse({ AlertID: 1, Title: 'Disk Usage(C:)', ...over });

describe('what an alert leaves out about its device', () => {
  it.each([
    ['its agent and customer by the guid', { DeviceGuid: GUID }, { agentId: 7, customerId: 11 }],
    ['its customer by the agent', { AgentID: 7 }, { agentId: 7, customerId: 11 }],
    ['nothing that it says itself', { DeviceGuid: GUID, CustomerID: 12 }, { agentId: 7, customerId: 12 }],
    ['nothing for a device that is not known', { AgentID: 8 }, { agentId: 8, customerId: undefined }],
    ['nothing for no device', {}, { agentId: undefined, customerId: undefined }],
  ])('is filled in: %s', async (_what, over, filled) => {
    const { agentId, customerId } = await directoryOf().fill(alert(over));

    expect({ agentId, customerId }).toEqual(filled);
  });

  it('is looked up once for a device, and not at all when nothing is left out', async () => {
    const { asked, fill } = directoryOf();

    for (let again = 0; again < 2; again++) await fill(alert({ AgentID: 7 }));
    await fill(alert({ AgentID: 8, CustomerID: 11 }));

    expect(asked).toEqual([7]);
  });
});
