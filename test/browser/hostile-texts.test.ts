import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { MINUTE, startApp, type TestApp } from '../helpers/app/app.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';

const built = builtForTests();

const HTML = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script><b>bold</b>";
const CONTROLS = String.raw`a\u202ejsp.b\u0007\u001b[31m`;
const TITLES = [
  HTML,
  `Backup of ${'a-very-long-name-without-any-blank-'.repeat(40)} failed`,
  'תקלה בגיבוי השרת שלוש פעמים (C:) مرحبا',
  '💾🔥 disk 👩‍💻 alert 🇩🇪',
  'invoice\u202egnp.exe \u0007\u001b[31mred',
  '{{7*7}} =cmd|calc',
  '   ',
];

/** An app whose alerts, devices and customers have such names. */
async function startHostile(): Promise<TestApp> {
  const app = await startApp({ dashboardFolder: built() });
  const { world } = app.simulator;
  const customer = world.addCustomer(`Evil & Sons ${HTML}`);
  const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 96 }];
  const device = world.addDevice(customer, { name: `SRV${'-LONG'.repeat(30)}${HTML}`, kind: 'server', disks });
  for (const title of TITLES) world.raiseCustomAlert({ device, title });
  device.raiseDiskAlertNow('C:');
  await app.clock.advance(5 * MINUTE);
  return app;
}

/**
 * The app takes the angle brackets out of names. The page must not rely on it: here every title and
 * text comes with them.
 */
async function asSent(page: Page): Promise<void> {
  await page.route(/\/api\/(outcomes|reports|alerts\/\d+\/\w+)/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replaceAll('img src=x onerror=', `${HTML} ${CONTROLS} img src=x onerror=`);
    await route.fulfill({ response, body });
  });
}

const WIDTHS = [375, 768, 1280, 1920];

describeInBrowser('texts of vendors and devices', (browser) => {
  it('stay texts, and inside the page, on a phone and on a large screen', async () => {
    await using app = await startHostile();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await asSent(page);
    const wrong: string[] = [];
    const check = async (view: string) => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        if (await page.evaluate('document.documentElement.scrollWidth > innerWidth')) wrong.push(`${view} at ${width}`);
      }
      const elements = await page.locator('main :is(img, script, b, iframe)').count();
      if (elements > 0) wrong.push(`${view}: ${elements} elements of theirs`);
    };
    await page.locator('.run').first().waitFor();
    await check('now');
    await go('history');
    await page.locator('.outcomes tbody tr').nth(TITLES.length).waitFor();
    const rows = await page.locator('.outcomes tbody').innerText();
    await check('history');
    await page.locator('.alert-title a').first().click();
    await page.locator('.timeline li').first().waitFor();
    await check('alert');
    await go('report');
    await page.locator('.cards').first().waitFor();
    await check('report');

    expect(wrong).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(rows).toContain(HTML);
    expect(rows).toContain('(no title)');
    expect(rows).not.toMatch(/[^\P{Cc}\n\r\t]|\u202e/u);
    expect(problems).toEqual([]);
  });
});
