import { expect, it } from 'vitest';
import { VirtualClock } from '../../dev/host/clock.ts';
import { ANYONE, linkKey, PUBLIC_URL } from '../helpers/app/answer-links.ts';
import { addFullServer, MINUTE, startApp } from '../helpers/app/app.ts';
import { worklets } from '../helpers/app/approvals.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { startSlack } from '../helpers/receivers/slack.ts';
import { startTeams } from '../helpers/receivers/teams.ts';

const RECEIVERS = { teams: startTeams, slack: startSlack } as const;

const TABLES = ['alerts', 'conditions', 'due', 'effects', 'outbox', 'outcomes', 'switches'];

/** The first address in a message that leads to an answer, as its button has it. */
function linkIn(message: unknown): string {
  return /https:\/\/rmm\.msp\.example\/api\/answer\?t=[\w~.-]+/.exec(JSON.stringify(message))?.[0] ?? '';
}

describeInBrowser('a question in a chat', (browser) => {
  it.each(['teams', 'slack'] as const)(
    'is one click away from its page, and one more from the command: %s',
    async (type) => {
      const clock = new VirtualClock('2026-03-02T08:00:00Z');
      await using receiver = await RECEIVERS[type](clock);
      const channel = { name: 'ops', type, secret: 'notify-ops', events: ['approval-needed' as const] };
      await using app = await startApp({
        ...{ clock, automox: true, directory: 'none', links: { publicUrl: PUBLIC_URL, key: linkKey('one') } },
        ...{ receivers: [receiver], secrets: { 'notify-ops': receiver.url } },
        policy: {
          ...ANYONE,
          worklets: { diskCleanup: 40_001 },
          notify: { dailySummaryAt: '07:00', channels: [channel] },
        },
      });
      const device = addFullServer(app, 95, 'workstation');
      app.simulator.automox.enroll(device);
      app.simulator.automox.addWorklet('Disk cleanup', (machine) => {
        machine.setDiskUsedPercent('C:', 50);
        return 0;
      });
      await clock.advance(3 * MINUTE);
      device.raiseDiskAlertNow('C:');
      await clock.advance(20 * MINUTE);
      const context = await browser().newContext({ javaScriptEnabled: false });
      const page = await context.newPage();

      // What the name of the app stands for on this machine.
      await page.goto(linkIn(receiver.shown[0]).replace(PUBLIC_URL, app.host.url));
      const form = page.getByRole('region', { name: 'Approve' });
      await form.getByLabel('Your name').fill('Ada');
      const before = worklets(app);
      await form.getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('heading', { name: 'Approved' }).waitFor();
      await clock.advance(20 * MINUTE);
      await context.close();

      expect([receiver.shown.length, receiver.failures, before, worklets(app)]).toEqual([1, [], 0, 1]);
      expect(linkIn(receiver.shown[0]).length).toBeLessThan(3_000);
      // It was made when it was sent, and is kept nowhere.
      const rows = await Promise.all(TABLES.map((name) => Array.fromAsync(app.tables.open(name).query(''))));
      const signature = linkIn(receiver.shown[0]).slice(-43);
      expect([...app.log, ...rows.flat().map((row) => JSON.stringify(row))].join().includes(signature)).toBe(false);
    },
  );
});
