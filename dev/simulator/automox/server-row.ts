import type { AutomoxBehaviour } from './behaviour.ts';
import type { EnrolledServer, QueuedCommand } from './enrolled-server.ts';
import type { AutomoxOrganization } from './organization.ts';
import { writeDate } from './reply.ts';

const BYTES_IN_MB = 1_048_576;

/**
 * A server as the vendor sends it: lean unless details are asked for, and with much text where
 * numbers are meant.
 */
export function serverRow(organization: AutomoxOrganization, server: EnrolledServer, withDetails: boolean): unknown {
  const { device, lastScan, options } = server;
  const isLinux = device.kind === 'linux';
  return {
    id: server.id,
    uuid: server.uuid,
    name: server.name,
    display_name: options.customName ?? server.name,
    custom_name: options.customName ?? null,
    server_group_id: server.groupId,
    organization_id: organization.id,
    os_family: isLinux ? 'Linux' : 'Windows',
    os_name: isLinux ? 'Ubuntu' : '11 Pro',
    agent_version: '2.6.14',
    connected: server.connected,
    last_disconnect_time: writeDate(server.disconnectedAt),
    last_refresh_time: writeDate(server.failedAt ?? lastScan.at),
    last_scan_failed: server.failedAt !== undefined,
    create_time: writeDate(device.createdAt),
    next_patch_time: null,
    refresh_interval: options.refreshMinutes ?? 360,
    uptime: uptime(organization.behaviour, lastScan.uptimeMinutes),
    needs_reboot: lastScan.needsReboot,
    pending: false,
    pending_patches: 0,
    compliant: true,
    exception: false,
    serial_number: server.serialNumber,
    tags: [],
    timezone: 'UTC+0100',
    last_logged_in_user: lastScan.loggedInUser,
    commands: [],
    total_count: organization.servers.size,
    detail: withDetails ? detail(server) : {},
    ...options.raw,
  };
}

function uptime({ uptimeAs }: AutomoxBehaviour, minutes: number): string | number {
  return uptimeAs === 'text' ? String(minutes) : minutes;
}

function detail({ device, lastScan, options, serialNumber, macAddresses }: EnrolledServer) {
  const volumes = lastScan.disks.map(({ drive, totalMb, usedMb }) => ({
    VOLUME: drive,
    AVAIL: String(totalMb * BYTES_IN_MB),
    FREE: String(Math.round((totalMb - usedMb) * BYTES_IN_MB)),
    IS_SYSTEM_DISK: drive === 'C:' || drive === '/' ? 'True' : 'False',
  }));
  return {
    VOLUME: 'rawVolumes' in options ? options.rawVolumes : volumes,
    ...(macAddresses.length > 0 && { NICS: macAddresses.map((mac, index) => networkCard(mac, index)) }),
    RAM: '8589934592',
    MODEL: device.kind === 'laptop' ? 'Latitude 5440' : 'OptiPlex 7010',
    VENDOR: 'Dell Inc.',
    SERIAL: serialNumber,
  };
}

function networkCard(mac: string, index: number) {
  return { DEVICE: `Ethernet ${index}`, MAC: mac, VENDOR: 'Intel', TYPE: 'Ethernet', CONNECTED: 'True', IPS: [] };
}

/** A queued command as the vendor sends it. */
export function commandRow(server: EnrolledServer, command: QueuedCommand): unknown {
  return {
    id: command.id,
    server_id: server.id,
    policy_id: command.policyId ?? null,
    command_id: null,
    command_type_name: command.name,
    args: command.args,
    response: null,
    response_time: null,
    create_time: writeDate(command.createdAt),
    exec_time: writeDate(command.createdAt),
  };
}
