import { guid } from '../random.ts';
import type { Device, DeviceKind } from '../world/device.ts';
import type { Inventory } from '../world/inventory.ts';
import { dateWriter } from './dates.ts';
import type { Tenant } from './tenant.ts';

/** Doubled inner spaces as the vendor sends them. */
const SYSTEMS: Readonly<Record<DeviceKind, readonly [os: string, osType: string, build: string]>> = {
  workstation: ['Microsoft Windows 11 Pro  x64', 'Work Station', '26200.9457'],
  laptop: ['Microsoft Windows 11 Pro  x64', 'Work Station', '26200.9457'],
  server: ['Microsoft Windows Server 2022 Standard  x64', 'Server', '20348.4529'],
  'domain-controller': ['Microsoft Windows Server 2022 Standard  x64', 'Domain Controller', '20348.4529'],
  linux: ['Ubuntu 24.04.3 LTS', 'Linux', '6.8.0'],
};

/**
 * An agent as the vendor sends it. Memory and disks are in MB; disks and boot time come from
 * `reading`, by default the last inventory.
 */
export function agentRow({ world, behaviour }: Tenant, device: Device, reading = device.reading): unknown {
  const { agentId, customer, name } = device;
  const date = dateWriter(behaviour, 'agent', agentId);
  return {
    MachineID: guid(world.seed, 'machine', agentId),
    AgentID: agentId,
    DeviceGuid: device.guid,
    FolderID: null,
    FolderName: null,
    CustomerID: customer.id,
    CustomerName: customer.name,
    AgentName: name,
    SystemName: name,
    MachineName: name,
    DomainName: device.kind === 'laptop' ? 'WORKGROUP' : customer.domain,
    CurrentLoggedUsers: device.loggedInUsers,
    ComputerDescription: null,
    Monitored: true,
    AgentVersion: '1.8.7.2',
    Favorite: false,
    ThresholdID: null,
    MonitoredAgentID: null,
    Created: date('Created', device.createdAt),
    Modified: date('Modified', reading.takenAt),
    Online: device.shownOnline,
    LastSeen: date('LastSeen', device.lastSeenAt),
    ReportedFromIP: `203.0.113.${customer.id % 250}`,
    AppViewUrl: `https://app.atera.example/new/rmm/device/${device.guid}`,
    ...hardware(device, reading),
    ...system(device),
    LastRebootTime: date('LastRebootTime', reading.bootedAt),
    DeviceType: 'Agent',
    ...(behaviour.extraMembers ? { SimulatedExtra: { nested: [agentId] } } : {}),
    ...device.options.raw,
  };
}

function hardware(device: Device, reading: Inventory) {
  const { agentId, kind, options } = device;
  const disks = reading.disks.map(({ drive, totalMb, usedMb }) => ({
    Drive: drive,
    Free: totalMb - usedMb,
    Used: usedMb,
    Total: totalMb,
  }));
  const battery = { Id: 1, Name: 'Primary', BatteryHealth: 87.5, DesignedCapacity: 57_000, FullChargeCapacity: 49_875 };
  return {
    Motherboard: '0K240Y',
    Processor: 'Intel(R) Core(TM)  i5-1335U',
    Memory: kind === 'server' || kind === 'domain-controller' ? 32_558 : 7_914,
    Display: null,
    Sound: null,
    ProcessorCoresCount: 10,
    SystemDrive: kind === 'linux' ? '/' : 'C:',
    ProcessorClock: '1300',
    Vendor: 'Dell Inc.',
    VendorSerialNumber: device.serialNumber,
    VendorBrandModel: kind === 'laptop' ? 'Latitude 5440' : 'OptiPlex 7010',
    ProductName: null,
    BiosManufacturer: 'Dell Inc.',
    BiosVersion: '1.20.1',
    BiosReleaseDate: '2025-03-14',
    MacAddresses: device.macAddresses,
    IpAddresses: [`192.0.2.${agentId % 250}`],
    HardwareDisks: options.duplicateDiskRows ? disks.flatMap((disk) => [disk, disk]) : disks,
    BatteryInfo: kind === 'laptop' ? { ...battery, CycleCount: 212 } : null,
  };
}

function system({ kind, loggedInUsers }: Device) {
  const [os, osType, build] = SYSTEMS[kind];
  return {
    OS: os,
    OSType: osType,
    WindowsSerialNumber: null,
    Office: null,
    OfficeSP: null,
    OfficeOEM: null,
    OfficeSerialNumber: null,
    OSNum: null,
    OSVersion: '10.0',
    OSBuild: build,
    OfficeFullVersion: null,
    LastLoginUser: loggedInUsers.split(' (')[0] || null,
  };
}
