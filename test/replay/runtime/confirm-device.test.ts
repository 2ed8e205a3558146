import { describe, expect, it } from 'vitest';
import { done } from '../../helpers/hosts/playbook-host.ts';
import { approvedReboot, atera } from '../../helpers/hosts/reboot-host.ts';

const GIVEN_BACK = ['signal entity devicegate release', 'signal entity fleetbreaker cancel'];

/** No failure is counted against the device or its customer, and nothing is held any more. */
const isFree = (signature: readonly string[]) => GIVEN_BACK.every((one) => signature.includes(one));

describe('a device that Atera is asked for right before a command', () => {
  it('and that is another one by now gets no command but a ticket with the reason', async () => {
    const reason =
      'the device is another one in Atera than when the devices were last listed (its name was A and is now B)';
    const run = await approvedReboot({ inspectReboot: [atera()], confirmDevice: [done({ state: 'refused', reason })] });

    expect(run.output).toMatchObject({ code: 'ticket-opened', text: expect.stringContaining(`because ${reason}.`) });
    expect(run.calls).not.toContain('sendCommand');
    expect(isFree(run.signature)).toBe(true);
  });

  it('and that Atera does not answer for gets no command, and the run says so', async () => {
    const failure = {
      ok: false,
      code: 'vendor_failed',
      retryable: true,
      effect: 'none',
      message: 'Atera: HTTP 503',
    };
    const run = await approvedReboot({
      inspectReboot: [atera()],
      confirmDevice: [{ status: 'failed', failure, usage: [] }],
    });

    expect(run.output).toMatchObject({
      end: 'failed',
      code: 'inspection-failed',
      text: expect.stringContaining('503'),
    });
    expect(run.calls).not.toContain('sendCommand');
    expect(run.calls.filter((call) => call === 'confirmDevice')).toHaveLength(4);
    expect(isFree(run.signature)).toBe(true);
  });

  it('on which the app itself fails unexpectedly gets no command, and the attempt does not count', async () => {
    const throws = () => {
      throw new Error('out of memory');
    };
    const run = await approvedReboot({ inspectReboot: [atera()], confirmDevice: [throws] });

    expect(run.calls).not.toContain('sendCommand');
    expect(isFree(run.signature)).toBe(true);
  });
});
