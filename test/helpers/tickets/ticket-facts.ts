import type { Reading } from '../../../shared/playbooks/network-device/decide-network.ts';
import type { NetworkFacts } from '../../../shared/playbooks/network-device/network-ticket-text.ts';
import type { OfflineFacts } from '../../../shared/playbooks/offline-device/offline-ticket-text.ts';
import type { RebootFacts } from '../../../shared/playbooks/pending-reboot/reboot-ticket-text.ts';
import type { SiteTicketTextFacts } from '../../../shared/playbooks/site-incident/site-ticket-text.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}Z`);

/** What Atera shows of a firewall that is down. */
export const networkRow = (over: object = {}): Reading => ({
  ...{ read: true, kind: 'snmp', hostname: 'fw.example', monitored: true, up: false, closedPorts: [] },
  watcher: { agentId: 7, found: true, name: 'NW-WATCH', online: true },
  ...over,
});

/** The facts of a ticket about that firewall. */
export const networkFacts = (over: Partial<NetworkFacts> = {}): NetworkFacts => ({
  language: 'en',
  key: { deviceKey: 'gabc', conditionKey: 'device-down', occurrence: 1 },
  ...{ deviceName: 'FW', because: 'down', raisedAt: at('07:50'), inspectedAt: at('08:00'), alertOpen: true },
  ...{ severity: 'Critical', reading: networkRow(), flapping: false },
  ...over,
});

/** The facts of a ticket about a server that is off, as both vendors say. */
export const offlineFacts = (over: Partial<OfflineFacts> = {}): OfflineFacts => ({
  language: 'en',
  key: { deviceKey: 'a12', conditionKey: 'offline', occurrence: 3 },
  ...{ deviceName: 'NW-SRV-01', deviceClass: 'server', because: 'device-off' },
  ...{ raisedAt: at('07:58'), inspectedAt: at('08:10'), lastSeenAt: at('07:31') },
  ...{ online: false, witness: { says: 'disconnected', at: at('07:56') }, inspections: 2, flapping: false },
  ...over,
});

/** The facts of a ticket about a server whose reboot two witnesses report as pending. */
export const rebootFacts = (over: Partial<RebootFacts> = {}): RebootFacts => ({
  language: 'en',
  key: { deviceKey: 'a12', conditionKey: 'pending-reboot', occurrence: 1 },
  ...{ deviceName: 'NW-SRV-01', deviceClass: 'server', because: 'two-witnesses' },
  ...{ raisedAt: at('07:58'), inspectedAt: at('08:10'), online: true, lastRebootAt: at('07:05') },
  automoxMatch: {
    ...{ has: true, serverId: 7, connected: true, needsReboot: true },
    ...{ scannedAt: at('08:05'), uptimeMinutes: 60 },
  },
  ...{ window: { open: false, next: at('22:00') }, signedInUsers: 'nobody' },
  alertText: 'Reboot required: <KB5034441>.',
  ...over,
});

/** The facts of a ticket about a site of which most devices are quiet. */
export const siteFacts = (over: Partial<SiteTicketTextFacts> = {}): SiteTicketTextFacts => ({
  ...{ language: 'en', customerId: 44, customerName: 'Northwind', quiet: 7, of: 9 },
  ...{ since: at('07:58'), inspectedAt: at('08:10') },
  ...over,
});
