import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { formIn, open, startLinked } from '../helpers/app/answer-links.ts';
import { call } from '../helpers/app/api.ts';
import { MINUTE } from '../helpers/app/app.ts';
import { ASKED_ID, worklets } from '../helpers/app/approvals.ts';
import { barriersOn } from '../helpers/browser/axe.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';

interface Options {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly script?: boolean;
}

/** Opens a path of a host as a link in a message does, in a profile of its own. */
async function openLink(
  browser: Browser,
  { host }: Parameters<typeof call>[0],
  path: string,
  { scheme = 'light', width = 1280, script = false }: Options = {},
) {
  const context = await browser.newContext({
    ...{ colorScheme: scheme, viewport: { width, height: 812 }, javaScriptEnabled: script, locale: 'en-GB' },
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(host.url)) problems.push(`another origin: ${request.url()}`);
  });
  await page.goto(`${host.url}${path}`);
  return { page, problems, [Symbol.asyncDispose]: () => context.close() };
}

/** How far the page reaches beyond the screen, to the right. */
const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - window.innerWidth');

describeInBrowser('the page behind a link', (browser) => {
  it('is answered without JavaScript: opened, approved, and the command is sent', async () => {
    await using app = await startLinked();
    await using opened = await openLink(browser(), app, app.path);
    const { page, problems } = opened;
    const form = page.getByRole('region', { name: 'Approve' });

    await page.getByRole('heading', { name: 'May the app do this?' }).waitFor();
    await form.getByLabel('Your name').fill('Ada');
    const before = worklets(app);
    await form.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Approved' }).waitFor();
    await app.clock.advance(20 * MINUTE);

    expect([before, worklets(app)]).toEqual([0, 1]);
    expect(new URL(page.url()).search).toBe('');
    expect(await page.locator('main').innerText()).toContain('Approved by Ada (typed, not verified)');
    expect(problems).toEqual([]);
  });

  it('asks for a name and, for a no, a reason, before anything is sent', async () => {
    await using app = await startLinked();
    await using opened = await openLink(browser(), app, app.path);
    const form = opened.page.getByRole('region', { name: 'Reject' });
    const pending = async () => (await call(app, 'GET', `/api/remediations/${ASKED_ID}`)).body.approval.state;

    await form.getByRole('button', { name: 'Reject' }).click();
    await form.getByLabel('Your name').fill('Ada');
    await form.getByRole('button', { name: 'Reject' }).click();
    const before = await pending();
    await form.getByLabel('Reason').fill('the logs <b>are</b> needed');
    await form.getByRole('button', { name: 'Reject' }).click();
    await opened.page.getByRole('heading', { name: 'Rejected' }).waitFor();

    expect([before, await pending()]).toEqual(['pending', 'rejected']);
    expect(await opened.page.locator('main').innerText()).toContain('Reason: the logs b are /b needed');
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('has no barrier, and fits: %s, %i wide', async (scheme, width) => {
    await using app = await startLinked();
    // axe is a script: the page's own policy would not let it in, a debugger may.
    await using opened = await openLink(browser(), app, app.path, { scheme, width, script: true });
    const { page } = opened;

    const question = [await barriersOn(page), await overflow(page)];
    const smallest = await page.evaluate(
      "Math.min(...[...document.querySelectorAll('button, input:not([type=hidden])')].map((one) => one.getBoundingClientRect().height))",
    );
    const form = page.getByRole('region', { name: 'Approve' });
    await form.getByLabel('Your name').fill('Ada');
    await form.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('heading', { name: 'Approved' }).waitFor();

    expect(question).toEqual([[], 0]);
    expect([await barriersOn(page), await overflow(page)]).toEqual([[], 0]);
    expect(smallest).toBeGreaterThanOrEqual(44);
  });

  it('cannot be sent by another page, whatever that page knows', async () => {
    await using app = await startLinked();
    const form = formIn((await open(app, app.path)).text);
    const fields = Object.entries({ t: app.token, form, answer: 'approve', name: 'Mallory' });
    const inputs = fields.map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
    await using opened = await openLink(browser(), app, '/api/health/live', { script: true });
    const { page } = opened;

    const foreign = `<form method="post" action="${app.host.url}/api/answer">${inputs}<button>Win</button></form>`;
    await page.goto(`data:text/html,${encodeURIComponent(foreign)}`);
    const sent = page.waitForResponse((response) => response.url().endsWith('/api/answer'));
    await page.getByRole('button').click();
    const status = (await sent).status();

    const { body } = await call(app, 'GET', `/api/remediations/${ASKED_ID}`);
    expect([status, body.approval.state]).toEqual([403, 'pending']);
  });

  it('is shown in no frame', async () => {
    await using app = await startLinked();
    await using opened = await openLink(browser(), app, '/api/health/live', { script: true });
    const { page } = opened;

    await page.goto(`data:text/html,${encodeURIComponent(`<iframe src="${app.host.url}${app.path}"></iframe>`)}`);
    const frame = page.frames()[1];
    await frame?.waitForLoadState();

    expect(await frame?.locator('body').innerText()).not.toContain('NW-SRV-01');
  });
});
