import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

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

/** Whether there is a browser to start. */
export const hasChromium = path !== undefined;

/** What to do without one. */
export const NO_CHROMIUM = 'no Chromium was found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH';

/** Starts a browser with an empty profile. */
export async function launchChromium(): Promise<Browser> {
  if (path === undefined) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath: path, headless: true, args: FLAGS });
}
