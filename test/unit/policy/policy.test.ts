import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { policyDocs } from '../../../shared/policy/describe.ts';
import { modeAllows, modes, policy } from '../../../shared/policy/policy.ts';
import { PolicyError, readPolicy } from '../../../shared/policy/read-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
const file = join(folder, 'policy.json');
const given = (text: string) => {
  writeFileSync(file, text);
  return file;
};
afterAll(() => rmSync(folder, { recursive: true }));

const DEADLINE = 'remediationDeadlineMinutes';

describe('readPolicy', () => {
  it('has safe defaults without a file', () => {
    const policy = readPolicy(undefined);

    expect(policy.technicianEmail).toBeUndefined();
    expect(policy).toMatchObject({
      reopenWithinDays: 7,
      diskSpace: { publishLagMinutes: 10, clearMarginPercent: 2 },
    });
  });

  it('fills in what the file leaves out', () => {
    const policy = readPolicy(given('{"technicianEmail":"robot@msp.example","diskSpace":{"confirmAfterMinutes":0.5}}'));

    expect(policy.diskSpace).toMatchObject({ confirmAfterMinutes: 0.5, publishLagMinutes: 10 });
  });

  it('names the path of every mistake', () => {
    const wrong = given('{"diskSpace":{"publishLagMinutes":-1,"typo":1},"systemContactEmail":"rmm@msp.example"}');

    expect(() => readPolicy(wrong)).toThrow(PolicyError);
    for (const mistake of [/diskSpace\.publishLagMinutes: /, /diskSpace: .*typo/, /systemContactEmail: .*customerId/]) {
      expect(() => readPolicy(wrong)).toThrow(mistake);
    }
  });

  it('takes one worklet for several names of a service, and the same number in two Automox organisations', () => {
    const worklets = { serviceRestart: { Spooler: 5, 'Print Spooler': 5 } };
    const customers = { 3: { automox: { organizationId: 9 }, worklets: { diskCleanup: 5 } }, 4: { worklets } };

    expect(policy.safeParse({ worklets, customers }).success).toBe(true);
  });

  it.each([
    [
      'modes.customers.3.diskSpace',
      { modes: { customers: { 3: { diskSpace: 'auto' } } } },
      /auto is refused .*approval/,
    ],
    ['modes.default.pendingReboot', { modes: { default: { pendingReboot: 'auto' } } }, /auto is refused .*approval/],
    [
      'modes.default.offlineDevice',
      { modes: { default: { offlineDevice: 'yes' } } },
      /observe, propose, approve or auto/,
    ],
    ['modes.customers.007', { modes: { customers: { '007': {} } } }, /nvalid key/],
    ['timeZone', { timeZone: 'CEST' }, /no IANA time zone/],
    ['businessHours.0.to', { businessHours: [{ days: ['mon'], from: '08:00', to: '24:30' }] }, /no time HH:MM/],
    [
      'worklets.serviceRestart.Spooler',
      { worklets: { diskCleanup: 5, serviceRestart: { W32Time: 6, Spooler: 5 } } },
      /worklet 5 is named for another purpose as well \(worklets\.diskCleanup\)/,
    ],
    [
      'customers.3.worklets.diskCleanup',
      { worklets: { serviceRestart: { Spooler: 5 } }, customers: { 3: { worklets: { diskCleanup: 5 } } } },
      /worklet 5 is named for another purpose as well \(worklets\.serviceRestart\.Spooler\)/,
    ],
    ['attemptsPerWeek', { attemptsPerDay: 4 }, /less than attemptsPerDay/],
    ['offlineDevice.graceMinutes.server', { offlineDevice: { graceMinutes: { server: 0 } } }, />0/],
    ['fixHoldsDays', { fixHoldsDays: 7_000 }, /<=366/],
    ['classification.diskSpace.0', { classification: { diskSpace: [{ title: 'Platte voll' }] } }, /needs \{drive\}/],
    ['classification.pendingReboot.0', { classification: { pendingReboot: [{}] } }, /title or a message/],
    ['classification.offlineDevice.0.title', { classification: { offlineDevice: [{ title: '*' }] } }, /3 letters/],
  ])('refuses %s when it is wrong, and says why', (path, content, why) => {
    const wrong = given(JSON.stringify(content));

    expect(() => readPolicy(wrong)).toThrow(`  ${path}: `);
    expect(() => readPolicy(wrong)).toThrow(why);
  });

  it('writes the drives of the cleanup as the app does, whatever volume they are', () => {
    const drives = (cleanupDrives: string[]) => policy.safeParse({ diskSpace: { cleanupDrives } });

    expect(drives(['c:', 'D:\\', '/var/', 'Data']).data?.diskSpace.cleanupDrives).toEqual(['C', 'D', '/var', 'Data']);
    expect(drives(['\\\\nas\\share']).error?.issues[0]?.message).toMatch(/no drive letter such as C, mount point/);
  });

  it('lets every wait be seconds', () => {
    const waits = policyDocs().filter(({ unit }) => unit === 'minutes' || unit === 'hours' || unit === 'days');
    const waitOf = (path: string) => path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), 0.001);
    // The deadline of a run must be more than its waits.
    const named = waits.map(({ path }) => path).filter((path) => !path.includes('[]') && path !== DEADLINE);

    const read = named.map((path) => readPolicy(given(JSON.stringify(waitOf(path)))));

    expect(read).toHaveLength(named.length);
    expect(read.length).toBeGreaterThan(25);
  });

  it('lets a whole run take seconds, but not longer than its deadline', () => {
    const seconds = {
      diskSpace: {
        ...{ confirmAfterMinutes: 0.1, settleMinutes: 0.1, workletTimeoutMinutes: 0.1 },
        ...{ publishLagMinutes: 0.1, inventoryEveryMinutes: 0.025, clearConfirmMinutes: 0.05 },
      },
      offlineDevice: { graceMinutes: { server: 0.1, workstation: 0.1, laptop: 0.1 } },
      networkDevice: { secondInspectionMinutes: 0.1 },
      pendingReboot: { scanWaitMinutes: 0.1, rebootTimeoutMinutes: 0.2 },
      serviceStopped: { workletTimeoutMinutes: 0.1, verifyAfterMinutes: 0.1, clearConfirmMinutes: 0.05 },
    };

    const fits = readPolicy(given(JSON.stringify({ ...seconds, [DEADLINE]: 0.5 })));
    const tooShort = given(JSON.stringify({ ...seconds, [DEADLINE]: 0.4 }));

    expect(fits.remediationDeadlineMinutes).toBe(0.5);
    expect(() => readPolicy(tooShort)).toThrow(`${DEADLINE}: must be more than 0.4`);
  });

  it.each([
    ['a missing file', () => join(folder, 'none.json')],
    ['no JSON', () => given('{')],
  ])('says which file cannot be read: %s', (_what, path) => {
    expect(() => readPolicy(path())).toThrow(/policy file .+ cannot be read/);
  });
});

describe('modeAllows', () => {
  it('lets each step do what the ones before it may', () => {
    const table = modes.map((mode) => modes.filter((needed) => modeAllows(mode, needed)));

    expect(table).toEqual([
      ['observe'],
      ['observe', 'propose'],
      ['observe', 'propose', 'approve'],
      ['observe', 'propose', 'approve', 'auto'],
    ]);
  });
});
