import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';

/** Where Debian, Ubuntu and macOS have it; CHROMIUM_PATH names another place. */
const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Nothing of its own may go over the network, and as root there is no sandbox. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-networking',
];

const path = PLACES.find((place) => place !== undefined && existsSync(place));

const MISSING = 'no Chromium was found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH';

/** Starts a browser with an empty profile. */
async function launchChromium(): Promise<Browser> {
  if (path === undefined) throw new Error(MISSING);
  return chromium.launch({ executablePath: path, headless: true, args: FLAGS });
}

/**
 * `describe` with one browser for all its tests. Without a Chromium the tests are skipped and say
 * so; with REQUIRE_CHROMIUM=1, as in `.ci/run`, that is a failure.
 */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  const isSkipped = path === undefined && process.env.REQUIRE_CHROMIUM !== '1';
  describe.skipIf(isSkipped)(isSkipped ? `${name} (skipped: ${MISSING})` : name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    tests(() => browser);
  });
}
