import type { TenantPatterns } from '../policy/classification.ts';
import type { AlertPlaybook } from '../policy/modes.ts';
import { matchPattern } from './alert-pattern.ts';
import { NUMBER_SOURCE, readPercent } from './locale-number.ts';

/** One text of an alert pointing to a playbook. */
export interface Hint {
  readonly playbook: AlertPlaybook;
  readonly from: 'title' | 'message';
  /** A hint of strength 1 needs the alert's category on its side. */
  readonly strength: 1 | 2;
  readonly drive?: string;
  /** Used percent above which Atera raises the alert. */
  readonly thresholdPercent?: number;
}

/** `Disk Usage(C:)`, the space before the bracket being optional. */
const DISK_TITLE = /\bdisk usage ?\( ?([a-z]) ?: ?\)/iu;
/** `The Disk Usage(C:) 93.12% is greater than the threshold of 90%`. */
const DISK_MESSAGE = new RegExp(String.raw`\bdisk usage ?\( ?([a-z]) ?: ?\) ${NUMBER_SOURCE} ?%`, 'iu');
const THRESHOLD = new RegExp(String.raw`\bthreshold of (${NUMBER_SOURCE}) ?%`, 'iu');

/** Atera's availability alert: the title, and in the message a dash and a remark that the agent made no contact. */
const OFFLINE_TITLE = /^machine status unknown\b/iu;
const OFFLINE_MESSAGE = /^machine status unknown ?[-–—:] ?\p{L}/iu;
/** The same remark behind a title that a tenant has renamed. */
const NO_CONTACT = /\bagent\b.{0,40}\b(?:no|not|never)\b.{0,20}\bcontact/iu;
/** A monitored device without an agent (SNMP, TCP, HTTP): no agent is offline. */
const DEVICE_DOWN = /^device down\b/iu;

const REBOOT = /\b(?:re-?boot|(?<!service )re-?start)\w*\b/iu;
const DUE = /\b(?:pending|required?|requires|needed|needs|necessary|outstanding|overdue)\b/iu;
/** "No reboot pending", "pending reboot: false", "reboot completed". */
const NOT_DUE = /\b(?:no|not|isn't|without|false|completed|cleared|cancell?ed)\b/iu;
/** Words of one remark are near each other. */
const NEAR_CHARACTERS = 60;

/** What Atera's own texts point to. `text` as `comparable` makes it. */
export function builtInHints(from: 'title' | 'message', text: string): Hint[] {
  const hints: Hint[] = [];
  const drive = (from === 'title' ? DISK_TITLE : DISK_MESSAGE).exec(text)?.[1]?.toUpperCase();
  if (drive) hints.push({ playbook: 'disk-space', from, strength: 2, drive });
  if (!DEVICE_DOWN.test(text)) {
    if ((from === 'title' ? OFFLINE_TITLE : OFFLINE_MESSAGE).test(text))
      hints.push({ playbook: 'offline-device', from, strength: 2 });
    else if (from === 'message' && NO_CONTACT.test(text)) hints.push({ playbook: 'offline-device', from, strength: 1 });
  }
  if (saysRebootDue(text)) hints.push({ playbook: 'pending-reboot', from, strength: 2 });
  return hints;
}

/** What a tenant's patterns recognise. A pattern with title and message counts as the title's word. */
export function tenantHints(alert: { title: string; message: string }, patterns: TenantPatterns): Hint[] {
  const kinds = [
    ['disk-space', patterns.diskSpace],
    ['offline-device', patterns.offlineDevice],
    ['pending-reboot', patterns.pendingReboot],
  ] as const;
  return kinds.flatMap(([playbook, list]) =>
    list.flatMap(({ title, message }): Hint[] => {
      const inTitle = title === undefined ? {} : matchPattern(title, alert.title);
      const inMessage = message === undefined ? {} : matchPattern(message, alert.message);
      if (!inTitle || !inMessage) return [];
      return [{ playbook, from: title === undefined ? 'message' : 'title', strength: 2, ...inMessage, ...inTitle }];
    }),
  );
}

/** True for a first word of a device-down alert, which is about a monitored device and not an agent. */
export function saysDeviceDown(text: string): boolean {
  return DEVICE_DOWN.test(text);
}

/** The threshold in Atera's own wording, when it is a percentage from 1 to 100. */
export function thresholdIn(message: string): number | undefined {
  const threshold = readPercent(THRESHOLD.exec(message)?.[1] ?? '');
  return threshold !== undefined && threshold >= 1 ? threshold : undefined;
}

function saysRebootDue(text: string): boolean {
  const reboot = REBOOT.exec(text);
  if (!reboot) return false;
  const near = text.slice(Math.max(0, reboot.index - NEAR_CHARACTERS), reboot.index + NEAR_CHARACTERS);
  return DUE.test(near) && !NOT_DUE.test(near);
}
