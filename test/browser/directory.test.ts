import { expect, it } from 'vitest';
import { MINUTE, startApp } from '../helpers/app/app.ts';
import { addFleet } from '../helpers/app/fleet.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';

const built = builtForTests();

/** No poll's timer comes: what is refreshed is refreshed by a person. */
const withoutTimer = () => startApp({ dashboardFolder: built(), automox: true, pollSchedule: '0 0 0 1 1 *' });

describeInBrowser('the devices in the view Now', (browser) => {
  it('are listed again by a button, which shows how far that is and what came of it', async () => {
    await using app = await withoutTimer();
    addFleet(app, 600);
    app.simulator.faults.inject({ on: 'GET /agents', times: 12, fault: { kind: 'latency', ms: 2_000 } });
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems } = dashboard;
    const card = page.getByRole('region', { name: 'Devices' });
    const button = card.getByRole('button', { name: 'List again' });
    await button.click();
    await card.getByRole('progressbar').waitFor();
    await app.clock.advance(11_000);

    await card.getByText(/\d+ of 12 pages read/).waitFor();
    const isOpenMeanwhile = await button.isEnabled();
    await app.clock.advance(5 * MINUTE);
    await card.getByText(/600 in Atera, 0 in Automox/).waitFor();
    await card.getByText('Why not the others').click();

    expect(isOpenMeanwhile).toBe(false);
    expect(await card.innerText()).toMatch(/Matched in Automox: 0 of 600\.[\s\S]*Unknown in Automox\s+600/);
    expect(await card.getByRole('progressbar').count()).toBe(0);
    expect(await button.isEnabled()).toBe(true);
    expect(problems).toEqual([]);
  });

  it('say why they could not be listed', async () => {
    await using app = await withoutTimer();
    await using dashboard = await openDashboard(browser(), app.host);
    const card = dashboard.page.getByRole('region', { name: 'Devices' });
    app.simulator.keys.revoke(app.simulator.keys.current);
    await card.getByRole('button', { name: 'List again' }).click();
    await app.clock.advance(30 * MINUTE);

    await card.getByText(/Not listed at/).waitFor();

    expect(await card.innerText()).toMatch(/GET \/agents/);
  });

  it('ask for nothing while nothing is refreshed', async () => {
    await using app = await withoutTimer();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page } = dashboard;
    const asked: string[] = [];
    await page.getByRole('region', { name: 'Devices' }).getByText('in Atera').waitFor();
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));

    for (let round = 0; round < 2; round++) await page.waitForResponse((one) => one.url().endsWith('/api/now'));

    expect(asked.filter((path) => path !== '/api/now')).toEqual([]);
  });
});
