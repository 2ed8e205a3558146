import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { hasChromium, launchChromium, NO_CHROMIUM } from '../../../scripts/dashboard/chromium.ts';

/**
 * `describe` with one browser for all its tests. Without a Chromium the tests are skipped and say
 * so; with REQUIRE_CHROMIUM=1, as in `.ci/run`, that is a failure.
 */
export function describeInBrowser(name: string, tests: (browser: () => Browser) => void): void {
  const isSkipped = !hasChromium && process.env.REQUIRE_CHROMIUM !== '1';
  describe.skipIf(isSkipped)(isSkipped ? `${name} (skipped: ${NO_CHROMIUM})` : name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    tests(() => browser);
  });
}
