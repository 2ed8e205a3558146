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
  ['backtest', '.empty'],
  ['reference', '.operation'],
  ['nowhere', '.empty'],
] as const;

describeInBrowser('every view', (browser) => {
  it.each(['light', 'dark'] as const)(
    'has no barrier of level serious or worse in the %s scheme, and reports no error',
    async (scheme) => {
      await using app = await startAsked({ dashboardFolder: built() });
      await using dashboard = await openDashboard(browser(), app.host, { scheme });
      const { page, problems, go } = dashboard;
      const found: string[] = [];
      const check = async (name: string) =>
        found.push(...(await barriersOn(page)).map((barrier) => `${name} ${barrier}`));
      for (const [view, ready] of VIEWS) {
        await go(view);
        await page.locator(ready).first().waitFor();
        await check(view);
      }
      await go(`history/alert/${app.alertId}`);
      await page.locator('.timeline li').first().waitFor();
      await check('alert');
      for (const button of ['Reject NW-SRV-01', 'Cancel NW-SRV-01', 'Kill switch is off']) {
        await go('now');
        await page.getByRole('button', { name: button }).click();
        await page.getByRole('dialog').waitFor();
        await check('dialog');
        await page.keyboard.press('Escape');
      }

      expect(found).toEqual([]);
      expect(problems).toEqual([]);
    },
  );
});
