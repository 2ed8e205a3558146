import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { MINUTE, startApp } from '../helpers/app/app.ts';
import { announcePolicy, policyNow, putPolicy } from '../helpers/app/policies.ts';
import { barriersOn } from '../helpers/browser/axe.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';
import { openWithKey } from '../helpers/browser/with-keys.ts';

const built = builtForTests();
const seldom = () => startApp({ dashboardFolder: built(), pollSchedule: '0 0 3 * * *' });

const file = { technicianEmail: 'robot@msp.example', directoryRefreshMinutes: 525_600 };
const EDITOR = 'The policy as JSON, as docs/policy.md has it';
const json = (document: object) => JSON.stringify({ ...file, ...document });

/** What stands in the way of somebody, light and dark. */
async function barriersInBoth(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await barriersOn(page)).map((barrier) => `${colorScheme}: ${barrier}`));
  }
  return found;
}

describeInBrowser('the view Policy', (browser) => {
  it('says what another policy would change, and stores at once what allows no more', async () => {
    await using app = await seldom();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await go('policy');
    await page.getByText('The policy file is in force').waitFor();

    await page.getByLabel(EDITOR).fill(json({ attemptsPerWeek: 2 }));
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('attemptsPerWeek goes from 3 to 2.').waitFor();
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('Reason (kept in the history)').fill('fewer attempts');
    await page.getByRole('dialog').getByRole('button', { name: 'Store' }).click();
    await page.getByText('Stored, and in force.').waitFor();

    expect(await policyNow(app)).toMatchObject({
      inForce: { by: 'Ada (typed, not verified)', reason: 'fewer attempts' },
      document: { attemptsPerWeek: 2 },
    });
    expect(problems).toEqual([]);
  });

  it('names every mistake, and what is no JSON, and stores neither', async () => {
    await using app = await seldom();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, go } = dashboard;
    await go('policy');

    await page.getByLabel(EDITOR).fill('{"attemptsPerDay": 0, "colour": 1}');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText(/attemptsPerDay: /).waitFor();
    await page.getByText(/\(whole policy\): .*colour/).waitFor();
    await page.getByLabel(EDITOR).fill('{');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText(/This is not a JSON object/).waitFor();

    expect(await page.getByRole('button', { name: 'Store', exact: true }).count()).toBe(0);
    expect(await policyNow(app)).toMatchObject({ source: 'file' });
  });

  it('announces what allows more after a second step with the admin key, and withdraws it', async () => {
    await using app = await seldom();
    await using dashboard = await openWithKey(browser(), app);
    const { page, go, keys } = dashboard;
    await go('policy');
    await page.getByLabel(EDITOR).fill(json({ attemptsPerDay: 2 }));
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('button', { name: 'Announce' }).click();
    const dialog = page.getByRole('dialog');
    const barriers = await barriersInBoth(page);
    const beforeSure = await dialog.getByRole('button', { name: 'Announce' }).isEnabled();
    await dialog.getByLabel('I have read what the app may do then, and want that').check();
    await dialog.getByRole('button', { name: 'Announce' }).click();
    await dialog.getByText(/needs the app role admin, or the master key/).waitFor();

    await dialog.getByLabel('Admin key').fill(keys.master);
    await dialog.getByRole('button', { name: 'Announce' }).click();
    await page.getByRole('heading', { name: 'Announced' }).waitFor();
    await page.getByText('attemptsPerDay goes from 1 to 2.').waitFor();
    barriers.push(...(await barriersInBoth(page)));
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await page.getByText('withdrawn', { exact: true }).waitFor();

    expect(barriers).toEqual([]);
    expect(beforeSure).toBe(false);
    expect(await page.getByRole('heading', { name: 'Announced' }).count()).toBe(0);
    await app.clock.advance(20 * MINUTE);
    expect((await app.deps.inForce()).policy.attemptsPerDay).toBe(1);
  });

  it('brings a version of the history back', async () => {
    await using app = await seldom();
    await putPolicy(app, { document: { ...file, attemptsPerWeek: 2 } });
    await putPolicy(app, { document: { ...file, attemptsPerWeek: 1 } });
    await announcePolicy(app, { document: { ...file, attemptsPerDay: 2 } });
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems, go } = dashboard;
    await go('policy');

    await page.getByRole('button', { name: 'Show version 3' }).click();
    await page.getByText('Nothing would change.').waitFor();
    await page.getByRole('button', { name: 'Put it into the editor' }).click();
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('button', { name: 'Store', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Store' }).click();
    await page.getByText('Version 3, brought back').waitFor();

    expect(await policyNow(app)).toMatchObject({ inForce: { version: 5, of: 3 }, pending: null });
    expect(problems).toEqual([]);
  });
});
