import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Host } from '../../../dev/host/index.ts';

/** A page of the dashboard, and what went wrong in it. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console, exceptions, and requests to any other origin. */
  readonly problems: string[];
  /** Shows another view. */
  go(hash: string): Promise<void>;
}

interface OpenOptions {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly locale?: string;
}

/**
 * Opens the dashboard of a host in a profile of its own. A refused request is a line in the
 * browser's console whatever the page does about it; those are left out, everything else counts.
 */
export async function openDashboard(
  browser: Browser,
  host: Pick<Host, 'url'>,
  { scheme = 'light', width = 1280, locale = 'en-GB' }: OpenOptions = {},
): Promise<OpenPage> {
  const viewport = { width, height: width < 500 ? 812 : 900 };
  const context = await browser.newContext({
    ...{ colorScheme: scheme, viewport, locale, timezoneId: 'Europe/Berlin' },
    // A colour half way between two schemes is nobody's.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(host.url) && !url.startsWith('blob:') && !url.startsWith('data:'))
      problems.push(`another origin: ${url}`);
  });
  await page.goto(`${host.url}/api/dashboard`);
  return {
    ...{ page, context, problems },
    async go(hash) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}
