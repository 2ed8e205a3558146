import type { Browser } from 'playwright-core';
import { type Host, startHost } from '../../../dev/host/index.ts';
import { registerApp } from '../../../functions/register.ts';
import type { TestApp } from '../app/app.ts';
import { type OpenPage, openDashboard } from './open.ts';

/** The dashboard of a host that checks keys, opened with the function key. */
export interface OpenWithKey extends OpenPage {
  readonly keys: Host['keys'];
}

/** Starts such a host in the place of the app's own, and opens its dashboard. */
export async function openWithKey(browser: Browser, app: TestApp): Promise<OpenWithKey> {
  await app.host.stop();
  const register = () => registerApp(app.deps);
  const host = await startHost({ register, clock: app.clock, enforceKeys: true, log: () => {} });
  const dashboard = await openDashboard(browser, host);
  const { page } = dashboard;
  await page.getByLabel('Function key').fill(host.keys.function);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByRole('heading', { name: 'Questions' }).waitFor();
  return {
    ...{ ...dashboard, keys: host.keys },
    async [Symbol.asyncDispose]() {
      await dashboard[Symbol.asyncDispose]();
      await host.stop();
    },
  };
}
