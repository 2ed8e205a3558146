import { describe, expect, it } from 'vitest';
import { diskSpace } from '../../../../shared/playbooks/disk-space/definition.ts';
import { classifyAlert } from '../../../../shared/recognition/classify-alert.ts';

/** The used limit of an alert `Disk Usage(C:)` with this message. */
function limitOf(message: string): number | undefined {
  const found = classifyAlert({ title: 'Disk Usage(C:)', message, category: 'Disk' });
  if (found.playbook !== 'disk-space') throw new Error(found.reason);
  return diskSpace.detailsOf(found).thresholdPercent;
}

describe('the limit of a disk alert', () => {
  it.each([
    ['The Disk Usage(C:) 93.12% is greater than the threshold of 90%', 90],
    ['The Disk Usage(C:) 95.00% is greater than the threshold of 90% for 15 minutes', 90],
    ['The Disk Usage(C:) 93,12 % ist größer als der Schwellenwert von 90 %', 90],
    ['99% is greater than the threshold of 40%', 40],
    ['usage 92%; limit 90%', 90],
    ['Used 95 %, Schwelle 90 %', 90],
  ])('of used space is read as it is: %s', (message, limit) => {
    expect(limitOf(message)).toBe(limit);
  });

  it.each([
    ['4% is lower than the threshold of 5%', 95],
    ['The Free Space(C:) 4.00% is less than the threshold of 5.00%', 95],
    ['Free disk space is less than 10 %', 90],
    ['available space below 10%', 90],
    ['Free: 4%, Threshold: 5%', 95],
    ['C: used 95% (free 5%), threshold 10% free', 90],
    ['4 percent is below 5 percent', 95],
    ['Freier Speicherplatz 4,5 % kleiner als 5,5 %', 94.5],
    ['Espace libre 4 % inférieur au seuil de 5 %', 95],
    ['El espacio libre 4 % es menor que el umbral de 5 %', 95],
    ['Spazio libero 4% inferiore alla soglia del 5%', 95],
    ['Vrije ruimte 4% is lager dan de drempel van 5%', 95],
    ['Espaço livre 4% abaixo do limite de 5%', 95],
  ])('of free space is turned into one of used space: %s', (message, limit) => {
    expect(limitOf(message)).toBe(limit);
  });

  it.each([
    'free space below 5 GB',
    'free space 3 GB (2%) is below 5 GB (3%)',
    'Free space 500 MB is lower than the threshold of 1 GB',
    'warning 80%, critical 90%',
    'threshold 5%',
    'greater than the threshold of 190%',
    '',
  ])('is not known from "%s"', (message) => {
    expect(limitOf(message)).toBeUndefined();
  });
});
