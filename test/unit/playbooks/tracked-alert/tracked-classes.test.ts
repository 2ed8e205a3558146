import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trackedAlert } from '../../../../shared/playbooks/tracked-alert/definition.ts';
import { policy } from '../../../../shared/policy/policy.ts';
import { classifyAlert } from '../../../../shared/recognition/classify-alert.ts';
import { endedByAtera } from '../../../../shared/recognition/ended-by-atera.ts';

const DISK = { title: 'Disk Usage(C:)', message: 'The Disk Usage(C:) 95% is greater than the threshold of 90%' };

function classified(alert: { title: string; message?: string }, classes: readonly object[], classification = {}) {
  const rules = policy.parse({ trackedAlert: { classes }, classification });
  return classifyAlert({ message: '', category: 'General', ...alert }, rules.classification, rules);
}

const raid = { name: 'RAID', alerts: [{ title: 'raid*' }, { message: '*degraded array*' }] };
const disks = { name: 'Disks', alerts: [{ title: 'Disk Usage*' }] };

describe('a tracked class', () => {
  it.each([
    ['its title', { title: 'RAID controller failed' }],
    ['its message', { title: 'Storage', message: 'There is a degraded array in slot 2' }],
  ])('takes an alert by %s', (_by, alert) => {
    expect(classified(alert, [raid])).toMatchObject({
      playbook: 'tracked-alert',
      details: { class: 'RAID' },
      confidence: 'high',
      reason: expect.stringContaining('says that it is of the class "RAID"'),
    });
  });

  it('leaves alone what fits none of its patterns', () => {
    expect(classified({ title: 'Backup failed' }, [raid])).toMatchObject({ playbook: 'none' });
  });

  it('takes what fits several classes as the first of them', () => {
    const all = { name: 'All', alerts: [{ title: '*raid*' }] };

    expect(classified({ title: 'RAID' }, [raid, all])).toMatchObject({ details: { class: 'RAID' } });
    expect(classified({ title: 'RAID' }, [all, raid])).toMatchObject({ details: { class: 'All' } });
  });

  it('leaves to another playbook what that one recognises, unless the policy says otherwise', () => {
    expect(classified(DISK, [disks])).toMatchObject({ playbook: 'disk-space' });
    expect(classified(DISK, [{ ...disks, wins: true }])).toMatchObject({ playbook: 'tracked-alert' });
  });

  it('takes what other playbooks could not decide on', () => {
    const unclear = { title: 'Disk Usage(C:)', message: 'The Disk Usage(D:) 95% is greater than the threshold of 90%' };

    expect(classified(unclear, [])).toMatchObject({ playbook: 'none' });
    expect(classified(unclear, [disks])).toMatchObject({ playbook: 'tracked-alert' });
  });

  it('never takes what the policy leaves alone', () => {
    const never = { never: [{ title: 'RAID test*' }] };

    expect(classified({ title: 'RAID test' }, [{ ...raid, wins: true }], never)).toMatchObject({ playbook: 'none' });
  });

  it('is not known to end by itself, whatever its text', () => {
    expect(endedByAtera({ playbook: 'tracked-alert', ...DISK })).toBe(false);
  });
});

describe('the policy of tracked classes', () => {
  it.each([
    ['two classes of one name', [raid, { ...raid, name: 'raid ' }]],
    ['a class without patterns', [{ name: 'RAID', alerts: [] }]],
    ['a pattern that fits anything', [{ name: 'All', alerts: [{ title: '*' }] }]],
    ['an empty name', [{ ...raid, name: ' ' }]],
  ])('refuses %s', (_what, classes) => {
    expect(policy.safeParse({ trackedAlert: { classes } }).success).toBe(false);
  });

  it('lets it write tickets at the most', () => {
    expect(policy.safeParse({ modes: { default: { trackedAlert: 'propose' } } }).success).toBe(true);
    expect(policy.safeParse({ modes: { default: { trackedAlert: 'approve' } } }).error?.message).toContain(
      'must be observe or propose',
    );
  });
});

describe('the condition of a tracked class', () => {
  const keyOf = (name: string) => trackedAlert.conditionKey({ class: name });

  it('is its name where that is short and plain, and else begins with it', () => {
    expect(keyOf('RAID')).toBe('tracked-alert.raid');
    expect(keyOf('Speicher & Ärger')).toMatch(/^tracked-alert\.speicher-rger_[0-9a-f]{16}$/);
    expect(keyOf('電源')).toMatch(/^tracked-alert\.name_[0-9a-f]{16}$/);
  });

  it('is the same however the name is written, and never that of another name', () => {
    const name = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' });
    const fold = (text: string) =>
      text
        .normalize('NFKC')
        .replaceAll(/\p{Cf}/gu, '')
        .replaceAll(/\s+/gu, ' ')
        .trim();
    const isSame = (one: string, other: string) => fold(one).toLowerCase() === fold(other).toLowerCase();

    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(keyOf(one) === keyOf(other)).toBe(isSame(one, other));
        expect(keyOf(` ${one} `)).toBe(keyOf(one));
        expect(keyOf(one)).toMatch(/^tracked-alert\.[a-z0-9_-]{1,41}$/);
        // What a hashed key looks like is no name of its own.
        expect(keyOf(keyOf(one).replace('tracked-alert.', '')) === keyOf(one)).toBe(!keyOf(one).includes('_'));
      }),
    );
  });
});
