import { describe, expect, it } from 'vitest';
import { classifyAlert } from '../../shared/domain/classify-alert.ts';

const text = (title: string, message = '', category = 'Disk') => ({ title, message, category });

describe('classifyAlert', () => {
  it.each([
    ['Disk Usage(C:)', 'The Disk Usage(C:) 93.12% is greater than the threshold of 90%', 'C', 90],
    ['Disk Usage (d:)', '', 'D', undefined],
    ['Almost full', 'The Disk Usage(E:) 97,50% is greater than the threshold of 92,5%', 'E', 92.5],
    ['  DISK  USAGE(C:)  ', 'The Disk Usage(C:) 93.12% is greater than the threshold of 190%', 'C', undefined],
  ])('reads drive and threshold of "%s"', (title, message, drive, thresholdPercent) => {
    const found = classifyAlert(text(title.replaceAll(/\s+/g, ' '), message));

    expect(found).toMatchObject({ playbook: 'disk-space', drive });
    expect('thresholdPercent' in found ? found.thresholdPercent : undefined).toBe(thresholdPercent);
  });

  it.each([
    'Machine status unknown',
    'CPU Load',
    'Memory Usage',
    'Failed Login Attempts',
    'Disk health',
    '',
    'Disk Usage()',
  ])('knows no playbook for "%s"', (title) => {
    expect(classifyAlert(text(title))).toMatchObject({ playbook: 'none' });
  });

  it('acts on nothing when title and message name different drives', () => {
    const found = classifyAlert(text('Disk Usage(C:)', 'The Disk Usage(D:) 93% is greater than the threshold of 90%'));

    expect(found).toEqual({ playbook: 'none', reason: 'title says drive C:, message says D:' });
  });
});
