import { expect, it } from 'vitest';
import { MINUTE, startApp } from '../helpers/app/app.ts';
import { startAsked } from '../helpers/app/approvals.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';

const built = builtForTests();

/** An app with alerts of two customers, of which one server's disk is full. */
async function startBusy() {
  const app = await startApp({ dashboardFolder: built() });
  const { world } = app.simulator;
  const [north, south] = ['North Wind Ltd', 'South Lake GmbH'].map((name) => world.addCustomer(name));
  const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 96 }];
  if (!north || !south) throw new Error('unreachable');
  const full = world.addDevice(north, { name: 'NORTH-SRV01', kind: 'server', disks });
  const other = world.addDevice(south, { name: 'SOUTH-SRV01', kind: 'server' });
  full.raiseDiskAlertNow('C:');
  for (let i = 0; i < 60; i++) world.raiseCustomAlert({ device: other, title: `Backup ${i} failed` });
  await app.clock.advance(5 * MINUTE);
  return app;
}

/** Types faster than any machine is slow; runs in the page. */
function typed(field: unknown, text: string): void {
  const input = field as { value: string; dispatchEvent(event: Event): void };
  for (const letter of text) {
    input.value += letter;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

describeInBrowser('the view History', (browser) => {
  it('filters by customer, outcome and words, keeps the filters in the address, and shows a page at a time', async () => {
    await using app = await startBusy();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    const rows = page.locator('.outcomes tbody tr');
    await go('history');
    await page.getByText('61 alerts', { exact: true }).waitFor();
    const onFirstPage = await rows.count();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('51–61 of 61').waitFor();

    await page.getByLabel('Customer').selectOption({ label: 'North Wind Ltd' });
    await page.getByText('1 alert', { exact: true }).waitFor();
    const ofNorth = await rows.innerText();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByLabel('Outcome').selectOption('skipped');
    await page.getByText('60 alerts', { exact: true }).waitFor();
    await page.getByLabel('Device or title').fill('backup 17');
    await page.getByText('1 alert', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('1 alert', { exact: true }).waitFor();

    expect(onFirstPage).toBe(50);
    expect(ofNorth).toContain('NORTH-SRV01');
    expect(await rows.innerText()).toContain('Backup 17 failed');
    expect(problems).toEqual([]);
  });

  it('lets the app apply the filters, once for a word that is typed, and to the CSV as well', async () => {
    await using app = await startBusy();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, go } = dashboard;
    await go('history');
    await page.getByText('61 alerts', { exact: true }).waitFor();
    const asked: URL[] = [];
    page.on('request', (request) => asked.push(new URL(request.url())));
    await page.getByLabel('Playbook').selectOption('none');
    await page.getByText('60 alerts', { exact: true }).waitFor();
    await page.getByLabel('Device or title').evaluate(typed, 'backup 17');
    await page.getByText('1 alert', { exact: true }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const file = await (await download).createReadStream();

    const csv = (await Array.fromAsync(file)).join('');
    const searches = asked.filter(({ pathname }) => pathname === '/api/outcomes');
    expect(searches.map(({ searchParams }) => searchParams.get('text'))).toEqual([null, 'backup 17', 'backup 17']);
    expect(csv.trim().split('\r\n')).toHaveLength(2);
    expect(csv).toContain('Backup 17 failed');
  });

  it('shows only what was first listed between moments that an address gives', async () => {
    await using app = await startBusy();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, go } = dashboard;
    await go('history?since=2026-03-02T00:00:00Z&until=2026-03-02T00:00:01Z');

    await page.getByText('No alert of these days fits the filters.').waitFor();
    const note = await page.locator('main').innerText();
    await go('history?since=2026-03-02T00:00:00Z');
    await page.getByText('61 alerts', { exact: true }).waitFor();

    expect(note).toMatch(/Only what was first listed from .*01:00.* until /);
  });

  it('shows one alert on its timeline, from raised to asked, and says why', async () => {
    await using app = await startAsked({ dashboardFolder: built() });
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems } = dashboard;
    await page.getByRole('link', { name: 'Timeline NW-SRV-01' }).click();

    await page.locator('.timeline li').first().waitFor();

    const steps = await page.locator('.timeline .badge').allInnerTexts();
    expect(steps).toEqual(expect.arrayContaining(['Raised', 'Listed', 'Recognised', 'Taken up', 'Asked']));
    expect(steps.indexOf('Listed')).toBeLessThan(steps.indexOf('Asked'));
    const timeline = await page.locator('.timeline').innerText();
    expect(timeline).toMatch(/Playbook Disk space: [\s\S]*Taken up by remediation no. 1\./);
    expect(await page.locator('main').innerText()).not.toMatch(/rem\.a|[0-9a-f]{32}|disk-space/);
    expect(await page.locator('.why').innerText()).toMatch(/waiting\s+Run Automox worklet 40001/);
    expect(await page.locator('.facts').first().innerText()).toMatch(/Ends at the latest\s+\d/);
    expect(problems).toEqual([]);
  });

  it('says that nothing was listed on the days, and that an alert is not known', async () => {
    await using app = await startAsked({ dashboardFolder: built() });
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, go } = dashboard;
    await go('history?from=2026-01-01&to=2026-01-02');
    await page.getByText('No alert was first listed on these days.').waitFor();
    await go('history/alert/999999');

    await page.getByText(/No poll has listed an alert with this id/).waitFor();

    expect(await page.getByRole('button', { name: 'Try again' }).isVisible()).toBe(true);
  });
});

describeInBrowser('the view API', (browser) => {
  it('renders every route of the document that the app serves, found by a word', async () => {
    await using app = await startAsked({ dashboardFolder: built() });
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await go('reference');
    await page.locator('.operation').first().waitFor();
    const all = await page.locator('.operation').count();
    await page.getByLabel('Route or word').fill('put /api/kill');
    await page.locator('.operation summary').first().click();

    await page.locator('.operation-details').waitFor();

    const details = await page.locator('.operation-details').innerText();
    expect(all).toBeGreaterThan(15);
    expect(await page.locator('.operation').count()).toBe(1);
    expect(details).toMatch(/If-Match[\s\S]*reason/);
    expect(problems).toEqual([]);
  });
});
