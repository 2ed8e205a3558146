import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { HOUR } from '../helpers/app/app.ts';
import { answer, startAsked } from '../helpers/app/approvals.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';

const built = builtForTests();
const REPORT = 'report?from=2026-03-01&to=2026-03-03';

/** An app that has cleaned up a disk and proved it. */
async function startFixed() {
  const app = await startAsked({ dashboardFolder: built() });
  await answer(app, 'approve', { evidence: app.evidence, by: 'Ada' });
  await app.clock.advance(3 * HOUR);
  return app;
}

describeInBrowser('the view Report', (browser) => {
  it('shows the figures of the days as charts with their numbers', async () => {
    await using app = await startFixed();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await go(REPORT);

    await page.getByRole('region', { name: 'What became of the alerts' }).waitFor();

    const course = await page.getByRole('region', { name: 'What became of the alerts' }).innerText();
    const devices = await page.getByRole('region', { name: 'Devices with most alerts' }).innerText();
    expect(course).toMatch(/Alerts listed\s+1[\s\S]*Fixed and verified\s+1/);
    expect(devices).toMatch(/NW-SRV-01\s+North Wind Ltd\s+1/);
    const days = page.getByRole('region', { name: 'Day by day' }).first();
    await days.getByText('As a table').click();
    expect(await days.getByRole('img').getAttribute('aria-label')).toMatch(/Days: 1; most on one day: 1/);
    expect(await days.locator('table').innerText()).toMatch(/2 Mar\s+1\s+1\s+0/);
    expect(problems).toEqual([]);
  });

  it('shows the page to print in a frame that has no origin and no way out', async () => {
    await using app = await startFixed();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await go(REPORT);
    await page.getByRole('button', { name: 'Printable page' }).click();
    const frame = page.frameLocator('iframe[title="Printable report"]');

    await frame.getByText('North Wind Ltd').first().waitFor();

    expect(problems).toEqual([]);
    const inside = page.frames().find((one) => one !== page.mainFrame());
    const reach = await inside?.evaluate(`(async () => [
      self.origin,
      (() => { try { return parent.document.title } catch { return 'refused' } })(),
      await fetch('/api/health/live').then(() => 'sent', () => 'refused'),
      getComputedStyle(document.querySelector('th')).textAlign,
    ])()`);
    expect(reach).toEqual(['null', 'refused', 'refused', 'left']);
  });

  it('downloads the same as CSV with the key in a header, not in an address', async () => {
    await using app = await startFixed();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await go(REPORT);
    await page.getByRole('region', { name: 'What became of the alerts' }).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);

    const text = readFileSync(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toBe('report.csv');
    expect(text.lastIndexOf('\ufeff')).toBe(0);
    expect(text).toContain('North Wind Ltd');
    expect(problems).toEqual([]);
  });

  it('says so when nothing happened on the days, and why when the days are wrong', async () => {
    await using app = await startFixed();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, go } = dashboard;
    await go('report?from=2026-02-01&to=2026-02-02');
    await page.getByText('No alert was first listed on these days.').waitFor();
    await go('report?from=2026-03-05&to=2026-03-01');

    await page.getByText(/is after to/).waitFor();

    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
  });
});
