import { describe, expect, it } from 'vitest';
import { endedByAtera } from '../../../../shared/recognition/ended-by-atera.ts';

const DISK = 'The Disk Usage(C:) 97.00% is greater than the threshold of 90%';
const QUIET = 'agent has not established communication within the expected interval.';

describe('who takes an alert away', () => {
  it.each([
    ['disk-space', 'Disk Usage(C:)', DISK],
    ['disk-space', 'Disk Usage(C:)', `${DISK}.`],
    ['disk-space', 'Disk Usage (D:)', 'The Disk Usage (D:) 93,12 % is greater than the threshold of 90 %'],
    ['disk-space', 'Disk Usage(C:\\)', 'The Disk Usage(C:\\) 4% is lower than the threshold of 5%'],
    ['disk-space', 'Disk Usage(/)', 'The Disk Usage(/) 97.00% is greater than the threshold of 90%'],
    ['disk-space', 'Fileserver: data drive', DISK],
    ['offline-device', 'Machine status unknown', `Machine status unknown - ${QUIET}`],
    ['offline-device', 'Machine status unknown', `Machine status unknown – The ${QUIET}`],
    ['offline-device', 'Server away', 'Agent has not communicated within the expected interval'],
    ['offline-device', 'Machine status unknown', undefined],
    ['disk-space', 'Disk Usage(C:)', ''],
  ])('Atera, for its own monitor: %s, %s, %s', (playbook, title, message) => {
    expect(endedByAtera({ playbook, title, message })).toBe(true);
  });

  it.each([
    ['disk-space', 'Low disk on C:', 'Drive C: has 2 GB left'],
    ['disk-space', 'Disk Usage(C:)', 'Script: drive C: has 2 GB left'],
    ['disk-space', 'Disk Usage(C:) checked by script', ''],
    ['disk-space', 'Weekly report', `Among others: ${DISK}`],
    ['offline-device', 'Machine status unknown (script)', undefined],
    ['offline-device', 'Offline', 'PING of 10.0.0.5 failed'],
    ['offline-device', '', ''],
    ['pending-reboot', 'Reboot pending', 'Windows Update asks for a restart'],
    ['pending-reboot', 'Machine status unknown', `Machine status unknown - ${QUIET}`],
  ])('nobody, for what a script or the API made: %s, %s, %s', (playbook, title, message) => {
    expect(endedByAtera({ playbook, title, message })).toBe(false);
  });
});
