import { expect, it } from 'vitest';
import { startAsked } from '../helpers/app/approvals.ts';
import { barriersOn } from '../helpers/browser/axe.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';

const built = builtForTests();

/** Each view, and what is there once it is ready. */
const VIEWS = [
  ['now', '.question'],
  ['history', '.outcomes'],
  ['report', '.cards'],
  ['mutes', '#planned'],
  ['policy', '.empty'],
  ['backtest', '.empty'],
  ['channels', '.empty'],
  ['reference', '.operation'],
  ['nowhere', '.empty'],
] as const;

describeInBrowser('every view', (browser) => {
  it('has no barrier of level serious or worse, light and dark, and reports no error', async () => {
    await using app = await startAsked({ dashboardFolder: built() });
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    const found: string[] = [];
    const check = async (name: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        found.push(...(await barriersOn(page)).map((barrier) => `${name}, ${colorScheme}: ${barrier}`));
      }
    };
    for (const [view, ready] of [...VIEWS, [`history/alert/${app.alertId}`, '.timeline li']] as const) {
      await go(view);
      await page.locator(ready).first().waitFor();
      await check(view);
    }
    await go('now');
    for (const button of ['Reject NW-SRV-01', 'Cancel NW-SRV-01', 'Kill switch is off']) {
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('dialog').waitFor();
      await check(button);
      await page.keyboard.press('Escape');
    }

    expect(found).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('can be used with the keyboard: the way past the navigation, a dialog, and back to where one was', async () => {
    await using app = await startAsked({ dashboardFolder: built() });
    await using dashboard = await openDashboard(browser(), app.host);
    const { page } = dashboard;
    await page.locator('.question').waitFor();
    const focused = () => page.evaluate('document.activeElement.textContent.trim().slice(0, 30)');
    await page.keyboard.press('Tab');
    const first = await focused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const behind = await focused();
    // Past the way to the form of mutes.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    const inDialog = await page.evaluate('document.activeElement.closest("dialog") !== null');
    await page.keyboard.press('Escape');

    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect([first, behind, inDialog]).toEqual(['Skip to the content', 'Show what was read', true]);
    expect(await focused()).toBe('Reject NW-SRV-01');
  });
});
