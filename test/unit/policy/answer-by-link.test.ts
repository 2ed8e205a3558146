import { describe, expect, it } from 'vitest';
import { policy } from '../../../shared/policy/policy.ts';
import { answerPermission } from '../../../shared/policy/sections/answer-by-link.ts';

const workstation = { id: 7, customerId: 12, deviceClass: 'workstation', isClassSaid: true } as const;
const anyone = policy.parse({ answerByLink: { playbooks: { diskSpace: 'anyoneWithLink' } } });

describe('who may answer by link', () => {
  it.each([
    ['whoever has signed in, when nothing is said', policy.parse({}), 'disk-space', workstation, 'authenticated'],
    ['nobody, when it is off', policy.parse({ answerByLink: { default: 'off' } }), 'disk-space', workstation, 'off'],
    [
      'nobody for a playbook that is off',
      policy.parse({ answerByLink: { playbooks: { diskSpace: 'off' } } }),
      'disk-space',
      workstation,
      'off',
    ],
    ['whoever has the link, for a workstation', anyone, 'disk-space', workstation, 'anyoneWithLink'],
    [
      'whoever has the link, for a laptop',
      anyone,
      'disk-space',
      { ...workstation, deviceClass: 'laptop' as const },
      'anyoneWithLink',
    ],
    ['only who has signed in, for another playbook', anyone, 'pending-reboot', workstation, 'authenticated'],
    [
      'only who has signed in, for a server',
      anyone,
      'disk-space',
      { ...workstation, deviceClass: 'server' as const },
      'authenticated',
    ],
    ['only who has signed in, for a device that is not known', anyone, 'disk-space', undefined, 'authenticated'],
    [
      'only who has signed in, for a device whose kind Atera does not say',
      anyone,
      'disk-space',
      { id: 7, customerId: 12, deviceClass: 'workstation' as const },
      'authenticated',
    ],
    [
      'only who has signed in, for a workstation that is always on',
      policy.parse({
        answerByLink: { playbooks: { diskSpace: 'anyoneWithLink' } },
        customers: { 12: { alwaysOnDevices: [7] } },
      }),
      'disk-space',
      workstation,
      'authenticated',
    ],
    ['nobody for a playbook that is not known', anyone, 'something-else', workstation, 'off'],
  ] as const)('is %s', (_who, rules, playbook, device, permission) => {
    expect(answerPermission(rules, playbook, device)).toBe(permission);
  });

  it('is never anyone for all playbooks at once', () => {
    const parsed = policy.safeParse({ answerByLink: { default: 'anyoneWithLink' } });

    expect(parsed.error?.issues[0]?.message).toContain('for single playbooks only');
  });
});
