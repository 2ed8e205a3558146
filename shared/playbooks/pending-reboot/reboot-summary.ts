import type { RebootJudgement } from './decide-reboot.ts';

/** One sentence for outcome rows about what an inspection of a pending reboot means. It names no user. */
export function rebootSummary(because: RebootJudgement['because']): string {
  return summaries[because];
}

const summaries: Readonly<Record<RebootJudgement['because'], string>> = {
  'two-witnesses': 'A reboot is pending: the alert and a newer Automox scan agree.',
  rebooted: 'The device has rebooted since the alert, and an Automox scan from after the boot finds no reboot pending.',
  'rebooted-unwitnessed': 'The device has rebooted since the alert; whether Windows still wants a reboot is not known.',
  'reboot-unconfirmed':
    'The device has rebooted since the alert; whether Windows still wants a reboot is not known, because no Automox scan from after the boot came.',
  'alert-gone': 'Atera no longer lists the alert, and nothing shows that the device was rebooted.',
  'alert-cleared': 'Atera no longer lists the alert.',
  'not-needed': 'No reboot is needed: a new Automox scan finds none pending.',
  'scan-is-old': "Automox's last scan is older than the alert; a new one is awaited.",
  'reboot-not-enough': 'The device has rebooted since the alert, and Automox says that it needs another reboot.',
  'device-offline': 'The device is offline, so whether it needs a reboot cannot be determined.',
  'online-not-reported': 'Atera does not report whether the device is online.',
  'no-automox-match':
    'The alert says that a reboot is pending; there is no second witness, because the device is not in reach of Automox.',
  'scan-not-reported': 'Automox does not report whether the device needs a reboot.',
  'scan-overdue': "Automox's last scan is older than the alert, and no new one came.",
  'scan-failed': "Automox's last scan of the device failed, so it proves nothing.",
  'witness-disagrees': 'The alert says that a reboot is pending; an Automox scan from after it finds none.',
  'boot-time-not-reported': 'Atera does not report when the device last booted.',
};
