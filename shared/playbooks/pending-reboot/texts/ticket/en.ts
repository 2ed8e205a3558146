import type { DeviceClass } from '../../../../domain/devices/device-class.ts';

/** A device and what it is. */
export interface DeviceWords {
  readonly device: string;
  readonly deviceClass: DeviceClass;
}

/** What Atera says of a device; `at` is when. */
export interface AteraWords {
  readonly online: 'yes' | 'no' | 'unknown';
  readonly lastBoot: string | undefined;
  readonly at: string;
}

/** What an Automox scan says of a device; `at` is when it was made. */
export interface ScanWords {
  readonly needed: 'yes' | 'no' | 'unknown';
  readonly upSince: string | undefined;
  readonly at: string;
}

const online = { yes: 'online', no: 'offline', unknown: 'whether it is online is not reported' };

const needed = {
  yes: 'a reboot is needed',
  no: 'no reboot is needed',
  unknown: 'whether a reboot is needed is not reported',
};

const unverified = ({ device }: { device: string }) => `Reboot alert could not be verified on ${device}`;
const done = ({ device }: { device: string }) => `Reboot done on ${device}`;

const headline = {
  'two-witnesses': ({ device }: { device: string }) => `Reboot pending on ${device}`,
  'reboot-not-enough': ({ device }: { device: string }) => `Reboot still pending after a reboot on ${device}`,
  'reboot-unconfirmed': ({ device }: { device: string }) => `Rebooted, but not confirmed on ${device}`,
  'alert-gone': ({ device }: { device: string }) => `Reboot alert is gone, the reboot is not proven on ${device}`,
  'no-automox-match': ({ device }: { device: string }) => `Reboot pending by its alert on ${device}`,
  'witness-disagrees': ({ device }: { device: string }) => `Reboot alert is contradicted on ${device}`,
  'scan-is-old': ({ device }: { device: string }) => `Reboot alert is being checked on ${device}`,
  'device-offline': unverified,
  'online-not-reported': unverified,
  'scan-not-reported': unverified,
  'scan-overdue': unverified,
  'scan-failed': unverified,
  'boot-time-not-reported': unverified,
  rebooted: done,
  'rebooted-unwitnessed': done,
  'alert-cleared': ({ device }: { device: string }) => `Reboot alert has ended on ${device}`,
  'not-needed': ({ device }: { device: string }) => `Reboot not needed on ${device}`,
  unproven: ({ device }: { device: string }) => `Reboot not proven on ${device}`,
  notBack: ({ device }: { device: string }) => `Not back after a reboot: ${device}`,
  maybeNotBack: ({ device }: { device: string }) => `Offline, maybe because of its reboot: ${device}`,
};

const what = {
  pending: ({ device, deviceClass }: DeviceWords) => `a reboot of the ${deviceClass} ${device} is said to be pending.`,
  pendingByAlert: ({ device, deviceClass, said }: DeviceWords & { said: string }) =>
    `a reboot of the ${deviceClass} ${device} is said to be pending; the alert says: ${said}.`,
};

const observed = {
  atera: ({ online: is, lastBoot, at }: AteraWords) =>
    `Atera: ${online[is]}, ${lastBoot === undefined ? 'boot time not reported' : `last boot ${lastBoot}`} (read ${at}).`,
  noWitness: ({ reason }: { reason: string }) => `Automox reports nothing: ${reason}.`,
  scanFailed: 'Automox: its last scan of the device failed, so it proves nothing.',
  notScanned: 'Automox has not scanned the device.',
  scan: ({ needed: is, upSince, at }: ScanWords) =>
    `Automox: ${needed[is]}${upSince === undefined ? '' : `, up since ${upSince}`} (scan of ${at}).`,
  rebootedSince: 'It has rebooted since the alert; whether Windows still wants a reboot is not known.',
  stillWanted: 'Whether Windows still wants a reboot is not known.',
};

/** Why Automox says nothing, without a full stop. */
const noWitness = {
  notAsked: 'it was not asked',
  offline: 'the device is offline',
  failed: ({ message }: { message: string }) => `it could not be asked: ${message}`,
  gone: 'Automox does not know the device any more',
};

const noScan = 'check on the device whether a reboot is pending, and why Automox gives no scan of it.';
const nothing = 'nothing; the app keeps checking.';

const advice = {
  'two-witnesses': 'reboot the device in its maintenance window, or agree a time with its user.',
  'reboot-not-enough':
    'find out why the device asks for another reboot (chained updates, a failed update) before it is rebooted again.',
  'no-automox-match':
    'check on the device whether a reboot is pending and reboot it; the app can neither confirm it nor act on it.',
  'witness-disagrees':
    'check the source of the alert: Automox scanned the device after it and finds no pending reboot. Reboot it only if the device itself asks for it.',
  'device-offline':
    'check whether the device was shut down; that is not the reboot it needs. It is checked again when it is back.',
  'reboot-unconfirmed':
    'check on the device whether Windows still asks for a reboot, and why Automox gives no scan of it since it booted.',
  'alert-gone':
    'check on the device whether the reboot is still pending; its alert was resolved, and nothing shows that it was rebooted.',
  'scan-overdue': noScan,
  'scan-failed': noScan,
  'scan-not-reported': noScan,
  'boot-time-not-reported':
    'check on the device when it last booted and whether a reboot is pending; Atera reports neither.',
  'online-not-reported': 'check on the device whether it is up and whether a reboot is pending; Atera reports neither.',
  'scan-is-old': nothing,
  rebooted: nothing,
  'rebooted-unwitnessed': nothing,
  'alert-cleared': nothing,
  'not-needed': nothing,
  unproven: 'check on the device why it did not restart, and restart it by hand; the app does not try again.',
  notBack: 'check at once whether the device is up, and start it; it went away when it was ordered to reboot.',
  maybeOrdered:
    'check on the device whether a reboot is still pending, and restart it by hand if so; the app does not try again.',
  maybeNotBack:
    'check at once whether the device is up, and start it; whether it went away because of the reboot is not known.',
};

/** Who is signed in, and what that means to whoever reboots the device. */
const users = {
  nobody: 'Nobody was signed in at the last reading.',
  unknown: 'It is not known whether anyone is signed in: ask first, because a reboot ends an open session.',
  somebody: 'Somebody is signed in, as Atera last reported: ask first, because a reboot ends that session.',
};

const window = {
  open: ({ at }: { at: string }) => `The maintenance window is open until ${at}.`,
  next: ({ at }: { at: string }) => `The next maintenance window opens ${at}.`,
  none: 'No maintenance window is set, so the app never reboots it by itself.',
};

const closesWhen = {
  withScan: 'the device has booted after the alert and an Automox scan from after that boot finds no reboot pending',
  bootAlone: 'the device has booted after the alert',
};

/**
 * Why an alert is left alone that speaks of a restart, for after a colon and without a full stop.
 */
const left = {
  crash: () => 'it speaks of a restart, but it reports a crash',
  happened: () => 'it speaks of a restart, but it reports one that has happened',
  'none-due': () => 'it speaks of a restart, but it says that none is due',
  another: ({ word }: { word: string }) => `it speaks of a restart, but what must be restarted may be "${word}"`,
  'no-computer': ({ word }: { word: string }) =>
    `it speaks of a restart, but it does not say that the computer must be restarted, and names "${word}"`,
};

/** What the ticket of a pending reboot says, in English. */
export const en = {
  condition: 'pending reboot',
  ...{ headline, what, observed, noWitness, advice, users, window, closesWhen, left },
  tried: 'the device was not rebooted by the app.',
};
