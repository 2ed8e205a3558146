import { describe, expect, test } from 'vitest';
import { startAutomox } from '../../helpers/vendors/automox-call.ts';

const MINUTE = 60_000;

describe('the API', () => {
  test('answers 401, 400 without an organisation, 403 with another and 404, each with one message', async () => {
    await using automox = await startAutomox();

    const answers = [
      await automox.call('/policies?o=104321', { headers: { authorization: 'Bearer nonsense' } }),
      await automox.call('/policies'),
      await automox.call('/policies?o=1'),
      await automox.call('/servers/5?o=104321'),
      await automox.call('/nothing?o=104321'),
    ];

    expect(answers.map(({ status, json }) => [status, json])).toEqual([
      [401, { errors: ['Unauthorized'] }],
      [400, { errors: ['o is required'] }],
      [403, { errors: ['You do not have access.'] }],
      [404, { errors: ['Not found.'] }],
      [404, { errors: ['Not found.'] }],
    ]);
    expect(automox.simulator.unknownRequests).toHaveLength(1);
  });

  test('can take a missing organisation for the key’s own', async () => {
    await using automox = await startAutomox({ automox: { behaviour: { missingOrg: 'assumed' } } });

    const answer = await automox.call('/policies');

    expect([answer.status, answer.json]).toEqual([200, []]);
  });

  test('keeps naming the last user when he has signed out, and says when a scan failed', async () => {
    await using automox = await startAutomox();
    const server = automox.enroll({ name: 'PC-1', loggedInUsers: 'NW\\anna (Since: 3/2/2026)', needsReboot: true });
    const row = async () => (await automox.call(`/servers/${server.id}?o=104321`)).json;

    server.device.loggedInUsers = '';
    server.device.needsReboot = false;
    server.scansFail = true;
    server.scanNow();
    const failed = await row();
    server.scansFail = false;
    server.scanNow();

    expect(failed).toMatchObject({ last_scan_failed: true, needs_reboot: true, last_logged_in_user: 'NW\\anna' });
    expect(await row()).toMatchObject({
      last_scan_failed: false,
      needs_reboot: false,
      last_logged_in_user: 'NW\\anna',
    });
  });

  test('has another key in every run, which Atera does not take, nor Automox Atera’s', async () => {
    await using one = await startAutomox();
    await using other = await startAutomox();
    const ateraKey = { authorization: `Bearer ${one.simulator.keys.current}` };

    expect(one.simulator.automoxKeys.current).not.toBe(other.simulator.automoxKeys.current);
    expect((await one.call('/orgs', { headers: ateraKey })).status).toBe(401);
  });

  test('sends rows as in life: lean, numbers as text, dates with +0000, rate headers', async () => {
    await using automox = await startAutomox();
    const { id } = automox.enroll({ name: 'PC-1', disks: [{ drive: 'C:', totalMb: 1_000, usedPercent: 25 }] });

    const lean = await automox.call(`/servers/${id}?o=104321`);
    const full = await automox.call(`/servers/${id}?o=104321&include_details=1`);

    expect(lean.json).toMatchObject({
      detail: {},
      uptime: expect.stringMatching(/^\d+$/),
      last_refresh_time: '2026-03-02T07:00:00+0000',
    });
    expect(full.json).toMatchObject({
      detail: { VOLUME: [{ VOLUME: 'C:', AVAIL: '1048576000', FREE: '786432000', IS_SYSTEM_DISK: 'True' }] },
    });
    expect(full.headers).toMatchObject({ 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '98' });
  });

  test('pages from 0 in bare arrays and wants both members', async () => {
    await using automox = await startAutomox();
    for (const name of ['A', 'B', 'C']) automox.enroll({ name });

    const lengths = [];
    for (const page of [0, 1, 2]) {
      const { json } = await automox.call(`/servers?o=104321&limit=2&page=${page}`);
      lengths.push(Array.isArray(json) ? json.length : undefined);
    }

    expect(lengths).toEqual([2, 1, 0]);
    expect((await automox.call('/servers?o=104321&page=0')).status).toBe(400);
    expect((await automox.call('/servers?o=104321&limit=501&page=0')).status).toBe(400);
  });

  test('records remediateAll, in either form', async () => {
    await using automox = await startAutomox();
    const servers = ['A', 'B'].map((name) => automox.enroll({ name }));
    const { id } = automox.organization.addWorklet('Clean up');
    const path = `/policies/${id}/action?o=104321`;

    const inBody = await automox.call(path, { method: 'POST', body: { action: 'remediateAll' } });
    const inQuery = await automox.call(`${path}&action=remediateAll`, { method: 'POST' });

    expect([inBody.status, inBody.text, inQuery.status]).toEqual([201, '', 201]);
    expect(automox.organization.remediatedAll).toEqual([id, id]);
    expect(servers.map(({ queue }) => queue.length)).toEqual([2, 2]);
  });
});

describe('the queue', () => {
  test('drains after a while, and a scan shows its finding later still', async () => {
    const behaviour = { drainMs: [MINUTE, MINUTE], scanMs: [MINUTE, MINUTE] } as const;
    await using automox = await startAutomox({ automox: { behaviour } });
    const server = automox.enroll({ name: 'PC-1' });
    server.device.needsReboot = true;

    await automox.queue(server.id, 'GetOS');
    const waiting = server.queue.length;
    await automox.clock.advance(MINUTE);
    const taken = [...server.taken];
    const before = server.lastScan.needsReboot;
    await automox.clock.advance(MINUTE);

    expect([waiting, taken, server.queue.length]).toEqual([1, ['GetOS'], 0]);
    expect([before, server.lastScan.needsReboot]).toEqual([false, true]);
  });

  test('keeps commands for a device that is offline, and gives them to it when it is back', async () => {
    await using automox = await startAutomox();
    const server = automox.enroll({ name: 'PC-1', online: false });
    await automox.queue(server.id, 'Reboot');
    await automox.queue(server.id, 'Reboot');
    await automox.clock.advance(24 * 60 * MINUTE);
    const held = server.queue.length;

    server.device.comeBack();
    await automox.clock.advance(MINUTE);

    expect([held, server.queue.length]).toEqual([2, 0]);
    expect(server.taken).toEqual(['Reboot', 'Reboot']);
  });

  test('stops where the device loses contact in the middle', async () => {
    await using automox = await startAutomox({ automox: { behaviour: { drainMs: [MINUTE, MINUTE] } } });
    const server = automox.enroll({ name: 'PC-1' });
    await automox.queue(server.id, 'GetOS');

    server.device.goOffline();
    await automox.clock.advance(5 * MINUTE);

    expect(server.queue).toHaveLength(1);
    expect([server.connected, server.disconnectedAt]).toEqual([false, automox.clock.now() - 5 * MINUTE]);
  });
});

describe('a restart', () => {
  test('is reported by Automox after the next scan, and by Atera after its inventory', async () => {
    await using automox = await startAutomox();
    const { clock } = automox;
    const server = automox.enroll({ name: 'PC-1', needsReboot: true });
    const { device } = server;
    const observed = () => [server.lastScan.needsReboot, device.reading.bootedAt > clock.now() - 60 * MINUTE];
    await automox.queue(server.id, 'Reboot');
    await clock.advance(MINUTE);
    const atOnce = [device.needsReboot, ...observed()];

    await automox.queue(server.id, 'GetOS');
    await clock.advance(4 * MINUTE);
    const [afterScan] = observed();
    await clock.advance(31 * MINUTE);

    expect(atOnce).toEqual([false, true, false]);
    expect([afterScan, ...observed()]).toEqual([false, false, true]);
    expect(server.lastScan.uptimeMinutes).toBeLessThan(5);
  });

  test('signs everybody out', async () => {
    await using automox = await startAutomox();
    const { device } = automox.enroll({ name: 'PC-1', loggedInUsers: 'NW\\anna (Since: 3/2/2026, 8:01:12 AM)' });

    device.reboot();

    expect(device.loggedInUsers).toBe('');
  });
});

describe('a worklet', () => {
  test('runs on the device of its group and leaves an event; on others nothing happens', async () => {
    await using automox = await startAutomox();
    const [meant, outside] = [automox.enroll({ name: 'A' }), automox.enroll({ name: 'B' }, { groupId: 5 })];
    const { id } = automox.organization.addWorklet('Clean up', (device) => {
      device.setDiskUsedPercent('C:', 10);
      return 0;
    });

    for (const { id: serverId } of [meant, outside])
      await automox.call(`/policies/${id}/action?o=104321`, {
        method: 'POST',
        body: { action: 'remediateServer', serverId },
      });
    await automox.clock.advance(5 * MINUTE);

    expect([meant, outside].map(({ device }) => device.diskUsedPercent('C:'))).toEqual([10, 40]);
    const { json } = await automox.call(`/events?o=104321&serverId=${meant.id}&startDate=2026-03-02`);
    expect(json).toMatchObject([{ name: 'system.policy.action', policy_id: id, server_id: meant.id }]);
    expect(automox.organization.events).toHaveLength(1);
  });
});

describe('enrolling', () => {
  test('takes names and serial numbers that differ from Atera’s, or none', async () => {
    await using automox = await startAutomox();
    const options = { name: 'pc-1.north.example', serialNumber: null, customName: 'Front desk' };
    const { id, device } = automox.enroll({ name: 'PC-1', serialNumber: 'SN-1' }, options);

    const { json } = await automox.call(`/servers/${id}?o=104321`);

    expect(device.serialNumber).toBe('SN-1');
    expect(json).toMatchObject({ name: 'pc-1.north.example', serial_number: null, custom_name: 'Front desk' });
  });

  test('lets Automox’s agent live where Atera’s is dead', async () => {
    await using automox = await startAutomox();
    const server = automox.enroll({ name: 'PC-1' });

    server.device.goOffline();
    server.setAgent('up');

    expect([server.device.online, server.connected]).toEqual([false, true]);
  });
});
