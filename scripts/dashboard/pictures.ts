import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

interface Picture {
  readonly file: string;
  /** A view of the dashboard; undefined = the page behind a link to an answer. */
  readonly view: string | undefined;
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** What must be there. */
  readonly ready: string;
  prepare?(page: Page): Promise<void>;
}

const PICTURES: readonly Picture[] = [
  { file: 'now.png', view: 'now', scheme: 'light', width: 1200, height: 700, ready: '.question' },
  { file: 'now-phone.png', view: 'now', scheme: 'dark', width: 390, height: 780, ready: '.question' },
  {
    ...{ file: 'timeline.png', view: 'history', scheme: 'dark', width: 1200, height: 700, ready: '.outcomes' },
    async prepare(page) {
      await page.getByLabel('Device or title').fill('ALDER-SRV02');
      await page.locator('.alert-title a').last().click();
      await page.locator('.timeline li').first().waitFor();
    },
  },
  { file: 'report.png', view: 'report', scheme: 'light', width: 1200, height: 700, ready: '.cards' },
  { file: 'mutes.png', view: 'mutes', scheme: 'light', width: 1200, height: 900, ready: 'li.mute' },
  { file: 'policy.png', view: 'policy', scheme: 'dark', width: 1200, height: 900, ready: '.policy-changes' },
  { file: 'channels.png', view: 'channels', scheme: 'light', width: 1200, height: 700, ready: 'dl.facts' },
  { file: 'mutes-phone.png', view: 'mutes', scheme: 'dark', width: 390, height: 780, ready: 'li.mute' },
  { file: 'answer.png', view: undefined, scheme: 'light', width: 800, height: 900, ready: 'form' },
  { file: 'answer-phone.png', view: undefined, scheme: 'dark', width: 390, height: 780, ready: 'form' },
];

interface Addresses {
  readonly dashboard: string;
  /** The link to a question that is open. */
  readonly answer: string;
}

/** Makes the pictures of the dashboard and the page of an answer into `folder`; returns what each weighs. */
export async function pictures(browser: Browser, { dashboard, answer }: Addresses, folder: string) {
  mkdirSync(folder, { recursive: true });
  const made: { file: string; bytes: number }[] = [];
  for (const picture of PICTURES) {
    const { file, view, scheme: colorScheme, width, height, ready, prepare } = picture;
    const viewport = { width, height };
    const context = await browser.newContext({ colorScheme, viewport, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
    const page = await context.newPage();
    await page.goto(view === undefined ? answer : `${dashboard}#/${view}`);
    await page.locator(ready).first().waitFor();
    await prepare?.(page);
    const bytes = await page.screenshot({ type: 'png', animations: 'disabled' });
    writeFileSync(join(folder, file), bytes);
    made.push({ file, bytes: bytes.length });
    await context.close();
  }
  return made;
}
