import { expect, it } from 'vitest';
import { startHost } from '../../dev/host/index.ts';
import { registerApp } from '../../functions/register.ts';
import { call } from '../helpers/app/api.ts';
import { HOUR, MINUTE, startApp, writes } from '../helpers/app/app.ts';
import { ASKED_ID, startAsked, worklets } from '../helpers/app/approvals.ts';
import { builtForTests } from '../helpers/browser/built.ts';
import { describeInBrowser } from '../helpers/browser/chromium.ts';
import { openDashboard } from '../helpers/browser/open.ts';

const built = builtForTests();
const asked = () => startAsked({ dashboardFolder: built() });

describeInBrowser('the view Now', (browser) => {
  it('shows at once, without a key where none is needed, what waits, what runs, and how the app is', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems } = dashboard;

    await page.getByRole('heading', { name: 'Questions' }).waitFor();

    const question = page.locator('.question');
    expect(await question.innerText()).toMatch(/NW-SRV-01[\s\S]*Run Automox worklet 40001/);
    expect(await page.locator('.run').innerText()).toContain('waits for you');
    expect(await page.getByRole('region', { name: 'Rate budgets' }).innerText()).toMatch(
      /Atera\s+(up to )?\d+ % of 350/,
    );
    expect(await page.title()).toBe('(1) Now · RMM Remediation');
    const next = await page.waitForResponse((response) => response.url().endsWith('/api/now'));
    expect(next.status()).toBe(304);
    expect(problems).toEqual([]);
  });

  it('needs a page, a style, a script and one answer until it can be used', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const page = await dashboard.context.newPage();
    const needed: string[] = [];
    page.on('request', (request) => needed.push(new URL(request.url()).pathname.replace(/-[A-Z0-9]{8}/, '')));
    await page.goto(dashboard.page.url(), { waitUntil: 'commit' });

    await page.getByRole('button', { name: 'Approve NW-SRV-01' }).waitFor();

    const own = needed.filter((path) => !path.endsWith('icon.svg'));
    expect(own.slice(0, 4).sort()).toEqual([
      ...['/api/dashboard', '/api/dashboard/main.css', '/api/dashboard/main.js', '/api/now'],
    ]);
  });

  it('sends the command after a person has approved in two steps and the device was checked again', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems } = dashboard;
    await page.getByRole('button', { name: 'Approve NW-SRV-01' }).click();
    const dialog = page.getByRole('dialog');
    const isOpenToAnybody = await dialog.getByRole('button', { name: 'Approve' }).isEnabled();
    await dialog.getByLabel('Your name').fill('Ada');
    const before = worklets(app);
    await dialog.getByRole('button', { name: 'Approve' }).click();

    await page.getByText('Approved.', { exact: true }).waitFor();
    await page.getByText('No question waits for an answer.').waitFor();
    await app.clock.advance(15 * MINUTE);

    expect([isOpenToAnybody, before, worklets(app)]).toEqual([false, 0, 1]);
    const { body } = await call(app, 'GET', `/api/remediations/${ASKED_ID}`);
    expect(body.approval.answer).toMatchObject({ approved: true, by: 'Ada (typed, not verified)' });
    expect(problems).toEqual([]);
  });

  it('takes a rejection only with a reason, which reaches the ticket, and sends nothing to the device', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems } = dashboard;
    await page.getByRole('button', { name: 'Reject NW-SRV-01' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your name').fill('Ada');
    const withoutReason = await dialog.getByRole('button', { name: 'Reject' }).isEnabled();
    await dialog.getByLabel('Reason').fill('the logs <b>are</b> needed');
    await dialog.getByRole('button', { name: 'Reject' }).click();

    await page.getByText('Rejected.', { exact: true }).waitFor();
    await app.clock.advance(HOUR);

    const [ticket] = app.simulator.world.tickets.all();
    await page.getByText(/^Watched/).click();
    await page.locator('.watched').getByText('North Wind Ltd').waitFor();
    expect(withoutReason).toBe(false);
    expect(worklets(app)).toBe(0);
    expect(JSON.stringify(ticket)).toContain('the logs');
    expect(problems).toEqual([]);
  });

  it('says why an answer did not count, and changes nothing, when another person was faster', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page } = dashboard;
    await page.getByRole('button', { name: 'Approve NW-SRV-01' }).click();
    const no = { evidence: app.evidence, by: 'Kim', reason: 'not today' };
    await call(app, 'POST', `/api/remediations/${ASKED_ID}/reject`, no);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your name').fill('Ada');
    await dialog.getByRole('button', { name: 'Approve' }).click();

    await dialog.getByText(/Answered already/).waitFor();

    const { body } = await call(app, 'GET', `/api/remediations/${ASKED_ID}`);
    expect(body.approval.answer).toMatchObject({ approved: false, by: 'Kim (typed, not verified)' });
  });

  it('marks the question that a message led to', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, go } = dashboard;

    await go(`#/now?remediation=${ASKED_ID}`);
    await page.locator('.question[aria-current=true]').waitFor();

    expect(await page.locator('.question.wanted').innerText()).toContain('NW-SRV-01');
  });

  it('cancels a run after a second step', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems } = dashboard;
    await page.getByRole('button', { name: 'Cancel NW-SRV-01' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('the disk is swapped tonight');
    await dialog.getByLabel('name').fill('Kim');
    await dialog.getByRole('button', { name: 'Leave it alone' }).click();

    await page.getByText('Nothing is in flight.').waitFor();

    expect((await app.outcomeOf(app.alertId))?.text).toContain('Cancelled by Kim (typed, not verified): the disk');

    expect((await call(app, 'GET', '/api/remediations?state=closed')).body.remediations).toMatchObject([
      { id: ASKED_ID },
    ]);
    expect(problems).toEqual([]);
  });

  it('stops every change with the kill switch only after a reason and a tick, and lets it go on likewise', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, problems } = dashboard;
    const stateOf = async () => (await call(app, 'GET', '/api/kill-switch')).body;
    await page.getByRole('button', { name: 'Kill switch is off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('restore at North Wind');
    const withoutTick = await dialog.getByRole('button', { name: 'Stop all changes' }).isEnabled();
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Stop all changes' }).click();
    await page.getByText('Nothing outside is changed').waitFor();
    const stopped = await stateOf();
    await app.clock.advance(HOUR);
    const whileOn = writes(app);

    await page.getByRole('button', { name: 'Kill switch is on' }).click();
    await dialog.getByLabel('Reason').fill('restored');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Allow changes again' }).click();
    await page.getByRole('button', { name: 'Kill switch is off' }).waitFor();

    expect(withoutTick).toBe(false);
    expect(stopped).toMatchObject({ on: true, reason: 'restore at North Wind' });
    expect(whileOn).toEqual([]);
    expect(await stateOf()).toMatchObject({ on: false, reason: 'restored' });
    expect(problems).toEqual([]);
  });

  it('does not call the kill switch off while its state cannot be read, and says what could not be read', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page } = dashboard;
    await page.route('**/api/now', async (route) => {
      const response = await route.fetch({ headers: {} });
      const killSwitch = { on: null, reason: null, setBy: null, setAt: null };
      await route.fulfill({ response, json: { ...(await response.json()), killSwitch, unread: ['kill-switch'] } });
    });
    await page.reload();

    await page.getByRole('button', { name: 'Kill switch: not known' }).waitFor();

    expect(await page.locator('.note').innerText()).toMatch(/Could not be read the last time.*Kill switch/);
  });

  it('keeps what it showed while the app is away, says since when, and goes on by itself', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, context } = dashboard;
    await page.locator('.question').waitFor();

    await context.setOffline(true);
    await page.getByText(/No answer from the app since/).waitFor();
    const whileAway = await page.locator('.question').innerText();
    await context.setOffline(false);
    await page.getByText('Live', { exact: true }).waitFor();

    expect(whileAway).toContain('NW-SRV-01');
    expect(await page.getByText(/No answer from the app since/).count()).toBe(0);
  });
});

describeInBrowser('a browser that speaks German', (browser) => {
  it('gets German texts and dates', async () => {
    await using app = await asked();
    await using dashboard = await openDashboard(browser(), app.host, { locale: 'de-DE' });
    const { page, problems } = dashboard;

    await page.getByRole('button', { name: 'Freigeben NW-SRV-01' }).waitFor();

    expect(await page.locator('.run').innerText()).toContain('Speicherplatz');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    expect(await page.getByRole('region', { name: 'Fragen' }).innerText()).toMatch(/Läuft ab in \d+ (Std|Min)/);
    expect(problems).toEqual([]);
  });
});

describeInBrowser('a dashboard whose app asks for keys', (browser) => {
  it('asks for the key once, refuses a wrong one, and keeps the right one out of address and storage', async () => {
    await using app = await asked();
    await app.host.stop();
    const register = () => registerApp(app.deps);
    await using host = await startHost({ register, clock: app.clock, enforceKeys: true, log: () => {} });
    await using dashboard = await openDashboard(browser(), host);
    const { page, problems } = dashboard;
    await page.getByLabel('Function key').fill('wrong');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText(/does not accept this key, or nobody is signed in/).waitFor();
    const signIn = await page.getByRole('link', { name: 'Sign in first' }).getAttribute('href');
    await page.getByLabel('Function key').fill(host.keys.function);
    await page.getByRole('button', { name: 'Open' }).click();

    await page.locator('.question').waitFor();

    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect([kept, page.url(), await page.content()].join()).not.toContain(host.keys.function);
    await page.route('**/api/now', (route) => route.fulfill({ status: 401, body: '' }));
    await page.getByText(/does not accept this key, or nobody is signed in/).waitFor();
    expect(signIn).toBe('/.auth/login/aad?post_login_redirect_uri=/api/dashboard/');
    await page.reload();
    await page.getByLabel('Function key').waitFor();
    expect(problems).toEqual([]);
  });

  it('says which role is missing to a person who is signed in without it', async () => {
    await using app = await startApp({ dashboardFolder: built(), signInOn: true });
    await using dashboard = await openDashboard(browser(), app.host);
    const { page, context } = dashboard;
    const nobody = Buffer.from(JSON.stringify({ auth_typ: 'aad', claims: [] })).toString('base64');
    await context.setExtraHTTPHeaders({ 'x-ms-client-principal': nobody });

    await page.reload();

    await page.getByText(/This needs the app role reader\./).waitFor();
  });
});
