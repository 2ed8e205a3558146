import type { Server, Volume } from '../../../shared/automox/server-schema.ts';
import type { Leased } from '../../../shared/budget/run-leased.ts';
import { serverChange } from '../../../shared/domain/devices/changed-marks.ts';
import type { ActivityDeps } from '../../runtime/deps.ts';
import type { ServerReading } from '../../runtime/inspection.ts';
import type { ServerAsked } from '../../runtime/results.ts';

type Deps = Pick<ActivityDeps, 'automox' | 'conditions' | 'killSwitch' | 'runLeased' | 'clock'>;

/**
 * Returns what Automox reports about a device: one request, one more to have it scanned.
 * Idempotent: a scan changes nothing on the device. One that is not connected is not scanned: the
 * command would wait in its queue. Nor is one that shows other marks than when it was matched, and
 * nothing is reported about it. A scan that failed is no witness: `scannedAt`, and what comes with
 * it, is only ever of one that succeeded.
 */
export function makeReadServer({ automox, conditions, killSwitch, runLeased, clock }: Deps) {
  return (input: ServerAsked): Promise<Leased<ServerReading>> =>
    runLeased(input.lease, async (session) => {
      const { organizationId, serverId, scan, unlessNewerThan = Number.POSITIVE_INFINITY, withDetails = false } = input;
      const { marks, language } = input;
      const client = automox?.of(organizationId);
      const server = await client?.getServer(session, serverId, { withDetails });
      if (!client || !server) return { found: false };
      const change = marks && serverChange(marks, server, language);
      if (change) return { found: false, reason: change.reason };
      const isOld = server.lastScanFailed || (server.lastRefreshAt ?? 0) <= unlessNewerThan;
      const mayScan = scan && isOld && server.connected === true && !(await killSwitch.get()).on;
      const scanAskedAt = mayScan ? clock.now() : undefined;
      if (scanAskedAt !== undefined) await client.queueCommand(session, serverId, 'GetOS');
      const { connected, lastDisconnectAt } = server;
      const agentSilentAt = clock.now();
      // From these the site rule detects agents that drop one by one.
      if (connected && input.awayDevice)
        await conditions.update(input.awayDevice, (row) => ({ ...row, agentSilentAt }));
      return {
        found: true,
        ...(connected !== undefined && { connected }),
        ...(lastDisconnectAt !== undefined && { lastDisconnectAt }),
        ...(server.lastScanFailed ? { scanFailed: true } : scanned(server)),
        ...(scanAskedAt !== undefined && { scanAskedAt }),
      };
    });
}

/** What the last scan found. Omitted after one that failed: its age would be unknown. */
function scanned({ lastRefreshAt, needsReboot, uptimeMinutes, lastLoggedInUser, volumes }: Server) {
  return {
    ...(lastRefreshAt !== undefined && { scannedAt: lastRefreshAt }),
    ...(needsReboot !== undefined && { needsReboot }),
    ...(uptimeMinutes !== undefined && { uptimeMinutes }),
    ...(lastLoggedInUser !== undefined && { lastUser: lastLoggedInUser }),
    ...(volumes && { volumes: volumes.map(inMegabytes) }),
  };
}

function inMegabytes({ volume, totalBytes, freeBytes }: Volume) {
  return { drive: volume, totalMb: totalBytes / BYTES_PER_MB, freeMb: freeBytes / BYTES_PER_MB };
}

const BYTES_PER_MB = 1_048_576;
