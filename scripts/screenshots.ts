// `npm run screenshots`: makes the pictures in docs/images, at a moment of the
// scripted day (`npm start -- --once`). Needs a Chromium.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Closers } from '../dev/start/closers.ts';
import { openDay, PUBLIC_URL } from '../dev/start/once.ts';
import { buildDashboard } from './dashboard/build-dashboard.ts';
import { launchChromium } from './dashboard/chromium.ts';
import { pictures } from './dashboard/pictures.ts';
import { stage } from './dashboard/stage.ts';

const ROOT = resolve(import.meta.dirname, '..');
const HOURS_ANSWERED = 3;

const closers = new Closers();
const folder = mkdtempSync(join(tmpdir(), 'rmm-screenshots-'));
closers.add(() => rmSync(folder, { recursive: true }));
try {
  await buildDashboard(ROOT, join(folder, 'dashboard'));
  const day = await openDay(closers, { write: () => {}, dashboardFolder: join(folder, 'dashboard') });
  for (let hour = 0; hour < HOURS_ANSWERED; hour++) await day.hour();
  // So that there is something to answer.
  await day.hour(false);
  const { clock, product, receiver, simulator } = day;
  const { url } = product.host;
  const customer = [...simulator.world.people.customers.values()].find(({ name }) => name === 'Bright Dental');
  await stage({ url, now: clock.now(), customerId: customer?.id ?? 0 });
  const browser = await launchChromium();
  closers.add(() => browser.close());
  const link = receiver.told.flatMap(({ says }) => says.flatMap(({ answer = [] }) => answer)).at(-1) ?? '';
  const addresses = { dashboard: `${url}/api/dashboard`, answer: link.replace(PUBLIC_URL, url) };
  for (const { file, bytes } of await pictures(browser, addresses, join(ROOT, 'docs', 'images')))
    console.log(`${file}  ${Math.round(bytes / 1_000)} kB`);
} finally {
  await closers.closeAll();
}
