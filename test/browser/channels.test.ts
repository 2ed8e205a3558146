import { expect, it } from 'vitest';
import { VirtualClock } from '../../dev/host/clock.ts';
import { policy } from '../../shared/policy/policy.ts';
import { startApp } from '../helpers/app/app.ts';
import { barriersOn } from '../helpers/browser/axe.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';
import { startTeams } from '../helpers/receivers/teams.ts';

const built = builtForTests();
const { notify } = policy.parse({
  notify: {
    channels: [
      {
        name: 'ops',
        type: 'teams',
        secret: 'notify-ops',
        events: ['approval-needed', 'site-incident'],
        minPriority: 'High',
      },
      { name: 'siem', type: 'webhook', secret: 'notify-siem', customers: [11], playbooks: ['disk-space'] },
    ],
  },
});

/** An app whose channel `ops` leads to a workflow of ours; the secret of `siem` is nowhere. */
async function started() {
  const clock = new VirtualClock('2026-03-02T08:00:00Z');
  const teams = await startTeams(clock);
  const options = { clock, receivers: [teams], secrets: { 'notify-ops': teams.url }, policy: { notify } };
  const app = await startApp({ ...options, dashboardFolder: built(), pollSchedule: '0 0 3 * * *' });
  const at = clock.now();
  const failed = {
    failingSince: at,
    lastFailedAt: at,
    deadSince: at,
    code: 'channel_refused',
    reason: 'x',
    nextAt: at,
  };
  await app.deps.outboxStore.saveChannel(
    { name: 'siem', setUp: 'x', tries: 3, refusals: 3, dropped: 2, ...failed },
    undefined,
  );
  return { app, teams };
}

describeInBrowser('the view Channels', (browser) => {
  it('shows what each is notified of and how it is, without barriers, light and dark', async () => {
    const { app, teams } = await started();
    await using _ = teams;
    await using _app = app;
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await go('channels');
    const [ops, siem] = [page.getByRole('region', { name: /^ops/ }), page.getByRole('region', { name: /^siem/ })];
    await ops.waitFor();
    const [first, second] = [await ops.innerText(), await siem.innerText()];
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await barriersOn(page)));
    }

    expect(first).toMatch(/ops · Microsoft Teams.*nothing sent yet.*answer needed, site incident.*from priority High/s);
    expect(second).toMatch(
      /given up.*Playbooks: Disk space; Customers: 11.*notify-siem.*never.*switched off.*2 messages/s,
    );
    expect([found, problems]).toEqual([[], []]);
  });

  it('tests one, and says that accepted is not shown, or why not', async () => {
    const { app, teams } = await started();
    await using _ = teams;
    await using _app = app;
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, go } = dashboard;
    await go('channels');

    await page.getByRole('button', { name: 'Send a test message to ops' }).click();
    await page.getByText(/The workflow was triggered/).waitFor();
    await page.getByRole('button', { name: 'Send a test message to siem' }).click();
    await page.getByText('Not accepted: the vault has no such secret, or does not answer').waitFor();
    await page.getByRole('button', { name: 'Send a test message to ops' }).click();
    await page.getByText(/try again in 10 s/).waitFor();

    expect(teams.shown).toHaveLength(1);
    expect(teams.failures).toEqual([]);
  });

  it('is read in German, on a phone', async () => {
    const { app, teams } = await started();
    await using _ = teams;
    await using _app = app;
    await using dashboard = await openDashboard(browser(), app.host, { locale: 'de-DE', width: 375 });
    const { page, go } = dashboard;
    await go('channels');

    await page.getByRole('button', { name: 'Testnachricht an ops senden' }).click();
    await page.getByText(/Der Workflow wurde ausgelöst/).waitFor();

    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
