import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effectiveMode,
  type Mode,
  modeAllows,
  modes,
  type PlaybookName,
  policy,
} from '../../../shared/policy/policy.ts';

const playbooks: PlaybookName[] = ['disk-space', 'offline-device', 'pending-reboot'];
const given = (section: object) => policy.parse({ modes: section });

describe('effectiveMode', () => {
  it.each(modes)('without modes in the policy is the setting, here %s, as far as the playbook may go', (ceiling) => {
    const found = playbooks.map((playbook) => effectiveMode(policy.parse({}), ceiling, playbook, 3));

    const withoutAuto = ceiling === 'auto' ? 'approve' : ceiling;
    expect(found).toEqual([withoutAuto, ceiling, withoutAuto]);
  });

  it('observes whom the policy does not name once it names somebody', () => {
    const named = given({ customers: { 3: { diskSpace: 'approve' } } });

    expect(effectiveMode(named, 'auto', 'disk-space', 3)).toBe('approve');
    expect(effectiveMode(named, 'auto', 'disk-space', 4)).toBe('observe');
    expect(effectiveMode(named, 'auto', 'disk-space', undefined)).toBe('observe');
    expect(effectiveMode(named, 'auto', 'pending-reboot', 3)).toBe('observe');
    expect(effectiveMode(given({}), 'auto', 'disk-space', 3)).toBe('observe');
  });

  it("takes the policy's default for what a customer does not say", () => {
    const named = given({
      default: { diskSpace: 'propose', offlineDevice: 'auto' },
      customers: { 3: { diskSpace: 'observe' } },
    });

    expect(effectiveMode(named, 'auto', 'disk-space', 3)).toBe('observe');
    expect(effectiveMode(named, 'auto', 'offline-device', 3)).toBe('auto');
    expect(effectiveMode(named, 'auto', 'disk-space', undefined)).toBe('propose');
  });

  it('never allows more than the setting or the policy', () => {
    const mode = fc.constantFrom<Mode>('observe', 'propose', 'approve');
    const holds = fc.property(
      fc.constantFrom(...modes),
      mode,
      fc.constantFrom(...playbooks),
      (ceiling, own, playbook) => {
        const named = given({ customers: { 3: { diskSpace: own, offlineDevice: own, pendingReboot: own } } });
        const found = effectiveMode(named, ceiling, playbook, 3);
        return modeAllows(ceiling, found) && modeAllows(own, found);
      },
    );

    fc.assert(holds);
  });
});
