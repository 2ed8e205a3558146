import { expect, it } from 'vitest';
import { call } from '../helpers/app/api.ts';
import { HOUR, MINUTE } from '../helpers/app/app.ts';
import { startAsked } from '../helpers/app/approvals.ts';
import { barriersOn } from '../helpers/browser/axe.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';
import { openWithKey } from '../helpers/browser/with-keys.ts';

const built = builtForTests();
const start = (timeZone = 'Europe/Berlin') => startAsked({ dashboardFolder: built(), policy: { timeZone } });

/** Where pictures for a person go, if anywhere. */
const PICTURES = process.env.PICTURES;

describeInBrowser('the view Mutes', (browser) => {
  it('is reached from a question, filled in; the mute is listed, and ended with a reason', async () => {
    await using app = await start();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems } = dashboard;
    await page.getByRole('link', { name: 'Mute NW-SRV-01' }).click();
    await page.getByRole('radio', { name: 'NW-SRV-01' }).waitFor();
    await page.getByLabel('Until').fill('2026-03-02T20:00');
    await page.getByLabel('Reason').fill('Patch day');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByRole('button', { name: 'End it NW-SRV-01' }).waitFor();
    const { body } = await call(app, 'GET', '/api/mutes');

    await app.clock.advance(4 * MINUTE);
    const questions = (await call(app, 'GET', '/api/remediations?state=approval')).body.remediations;
    await page.getByRole('button', { name: 'End it NW-SRV-01' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Done sooner');
    await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click();
    await page.getByText('Nothing is muted.').waitFor();
    await page.getByText('Done sooner').waitFor();

    expect(body.mutes).toMatchObject([
      { device: { key: 'a1001' }, condition: 'disk-space.C', until: '2026-03-02T19:00:00.000Z', reason: 'Patch day' },
    ]);
    expect(questions).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('takes times by the clocks of the customer, and says what that is where one is', async () => {
    await using app = await start('America/New_York');
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, go } = dashboard;
    await go('mutes');
    await page.getByLabel('Search for a device').fill('srv');
    await page.getByRole('radio', { name: 'NW-SRV-01' }).check();
    await page.getByLabel('From').fill('2026-03-02T22:00');
    await page.getByLabel('Until').fill('2026-03-03T01:00');
    await page.getByText(/Time zone America\/New_York; where you are: Tuesday,? 3 March 2026 at 07:00/).waitFor();
    await page.getByLabel('Reason').fill('Firmware');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByText('begins in').waitFor();

    const { body } = await call(app, 'GET', '/api/mutes?state=planned');

    expect(body.mutes).toMatchObject([{ from: '2026-03-03T03:00:00.000Z', until: '2026-03-03T06:00:00.000Z' }]);
  });

  it('asks for the admin key where a whole customer is muted for long, and takes it for that one', async () => {
    await using app = await start();
    await using dashboard = await openWithKey(browser(), app);
    const { page, go, keys } = dashboard;
    await go('mutes');
    await page.getByLabel('Scope').selectOption('customer');
    await page.getByLabel('Customer', { exact: true }).selectOption({ label: 'North Wind Ltd' });
    await page.getByLabel('Until').fill('2026-03-20T20:00');
    await page.getByLabel('Reason').fill('The office moves');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByText(/takes an admin/).waitFor();
    await page.getByLabel('Admin key').fill(keys.master);
    await page.getByRole('button', { name: 'Mute' }).click();

    await page.getByRole('button', { name: 'End it North Wind Ltd' }).waitFor();

    expect(await page.getByLabel('Admin key').count()).toBe(0);
  });

  it('has no barrier with mutes of every state, and is German for a browser that prefers it', async () => {
    await using app = await start();
    const post = (from: number, until: number, whom: object) =>
      call(app, 'POST', '/api/mutes', {
        ...{ from: new Date(app.clock.now() + from * HOUR).toISOString(), reason: 'Patch day', by: 'Ada', ...whom },
        until: new Date(app.clock.now() + until * HOUR).toISOString(),
      });
    const { body } = await post(0, 5, { agentId: 1001 });
    await call(app, 'DELETE', `/api/mutes/${body.id}?reason=Done&by=Bob`);
    await post(0, 7, { agentId: 1001 });
    await post(30, 40, { customerId: 11, playbook: 'offline-device' });
    await using dashboard = await openDashboard(browser(), app.host, { locale: 'de-DE' });
    const { page, problems, go } = dashboard;
    await go('mutes?device=a1001&name=NW-SRV-01&condition=disk-space.C');
    await page.getByText('Jetzt stummgeschaltet').waitFor();
    await page.locator('.mute').nth(2).waitFor();
    await page.getByRole('radio').waitFor();

    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await barriersOn(page)));
      if (PICTURES) await page.screenshot({ path: `${PICTURES}/mutes-${colorScheme}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 375, height: 812 });
    found.push(...(await barriersOn(page)));
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/mutes-phone.png`, fullPage: true });
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');

    expect(found).toEqual([]);
    expect(overflow).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
  });
});
