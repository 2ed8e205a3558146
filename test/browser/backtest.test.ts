import { expect, it } from 'vitest';
import { MINUTE, startApp } from '../helpers/app/app.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';
import { openWithKey } from '../helpers/browser/with-keys.ts';
import { withPast } from '../helpers/scenarios/past.ts';

const built = builtForTests();
const seldom = () => startApp({ dashboardFolder: built(), pollSchedule: '0 0 3 * * *' });

describeInBrowser('the view Back-test', (browser) => {
  it('starts one, shows how far it is, and then its report in a frame of its own', async () => {
    await using app = await seldom();
    withPast(app.simulator, 40, 200);
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await go('backtest');
    await page.getByText('No back-test has been made yet.').waitFor();
    await page.getByLabel('Days').fill('30');
    await page.getByRole('button', { name: 'Start a back-test' }).click();
    await page.getByRole('progressbar').waitFor();
    const whileRunning = await page.getByRole('button', { name: 'Start a back-test' }).isEnabled();

    await app.clock.advance(5 * MINUTE);
    await page.getByRole('button', { name: 'Show the report' }).click();
    const frame = page.frameLocator('iframe[title="Report of the back-test"]');
    await frame.getByText('180').first().waitFor();

    expect(whileRunning).toBe(false);
    expect(problems).toEqual([]);
  });

  it('asks for the admin key where the app wants one, and cancels with it', async () => {
    await using app = await seldom();
    withPast(app.simulator, 40, 200);
    await using dashboard = await openWithKey(browser(), app);
    const { page, go, keys } = dashboard;
    await go('backtest');
    await page.getByRole('button', { name: 'Start a back-test' }).click();
    await page.getByLabel('Admin key').fill(keys.function);
    await page.getByRole('button', { name: 'Start a back-test' }).click();
    await page.getByText(/does not accept this key/).waitFor();
    await page.getByLabel('Admin key').fill(keys.master);
    await page.getByRole('button', { name: 'Start a back-test' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();

    await page.getByText('cancelled', { exact: true }).waitFor();

    expect(await page.getByRole('progressbar').count()).toBe(0);
  });
});
