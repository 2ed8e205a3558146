import { describe, expect, test } from 'vitest';
import { findScenario } from '../../../dev/simulator/scenarios/find.ts';
import { startCalling } from '../../helpers/vendors/simulator-call.ts';

describe('listing alerts', () => {
  test('pages have the vendor envelope, newest first, with absolute links and an empty end', async () => {
    await using atera = await startCalling({ scenario: findScenario('bulk:45') });

    const first = await atera.call('/alerts?alertStatus=Open');
    const last = await atera.call('/alerts?alertStatus=Open&page=3');
    const beyond = await atera.call('/alerts?alertStatus=Open&page=4');

    const ids = first.json.items.map(alertId);
    expect(first.json).toMatchObject({ page: 1, itemsInPage: 20, totalItemCount: 45, totalPages: 3, prevLink: '' });
    expect(first.json.nextLink).toBe(`${atera.simulator.ateraBaseUrl}/alerts?alertStatus=Open&page=2&itemsInPage=20`);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(last.json).toMatchObject({ page: 3, nextLink: '' });
    expect(last.json.items).toHaveLength(5);
    expect(beyond).toMatchObject({ status: 200, json: { page: 4, totalPages: 3, items: [] } });
  });

  test('a larger page is clamped to 50 and says so', async () => {
    await using atera = await startCalling({ scenario: findScenario('bulk:60') });

    const { json } = await atera.call('/alerts?itemsInPage=500');

    expect(json.itemsInPage).toBe(50);
    expect(json.items).toHaveLength(50);
  });

  test('an absent link is null when so set', async () => {
    await using atera = await startCalling({ behaviour: { noLink: null } });

    const { json } = await atera.call('/alerts');

    expect(json).toMatchObject({ items: [], totalPages: 0, prevLink: null, nextLink: null });
  });

  test('history is included without alertStatus, and unknown parameters are ignored', async () => {
    await using atera = await startCalling();
    const open = atera.world.raiseCustomAlert({});
    const resolved = atera.world.raiseCustomAlert({});
    const snoozed = atera.world.raiseCustomAlert({ snoozedUntil: atera.clock.now() + 60_000 });
    atera.world.person.resolveAlert(resolved.id);

    const lists = {
      all: await atera.call('/alerts'),
      open: await atera.call('/alerts?alertStatus=Open'),
      resolved: await atera.call('/alerts?alertStatus=Resolved'),
      snoozed: await atera.call('/alerts?alertStatus=Snoozed'),
      misspelled: await atera.call('/alerts?status=Open'),
      wrongCase: await atera.call('/alerts?alertStatus=open'),
    };

    const ids = Object.entries(lists).map(([name, { json }]) => [name, json.items.map(alertId)]);
    const everything = [snoozed.id, resolved.id, open.id];
    expect(Object.fromEntries(ids)).toEqual({
      all: everything,
      open: [open.id],
      resolved: [resolved.id],
      snoozed: [snoozed.id],
      misspelled: everything,
      wrongCase: everything,
    });
  });

  test('a snoozed alert is open again when its snooze is over', async () => {
    await using atera = await startCalling();
    const { id } = atera.world.raiseCustomAlert({ snoozedUntil: atera.clock.now() + 60_000 });

    await atera.clock.advance(60_000);

    const { json } = await atera.call('/alerts?alertStatus=Open');
    expect(json.items.map(alertId)).toEqual([id]);
  });

  test('a wrong filter value is refused when so set', async () => {
    await using atera = await startCalling({ behaviour: { wrongEnum: 'bad-request' } });

    const answer = await atera.call('/alerts?alertStatus=open');

    expect(answer).toMatchObject({ status: 400, json: { status: 400, errors: { alertStatus: expect.any(Array) } } });
  });

  test('rows are sent as raw as they were made', async () => {
    await using atera = await startCalling();
    atera.world.raiseCustomAlert({ raw: { AgentId: 'x', Created: '0001-01-01T00:00:00', Title: undefined } });
    atera.world.raiseCustomAlert({ replaceWith: null });

    const { json } = await atera.call('/alerts');

    expect(json.items[0]).toBeNull();
    expect(json.items[1]).toMatchObject({ AgentId: 'x', Created: '0001-01-01T00:00:00' });
    expect(json.items[1]).not.toHaveProperty('Title');
  });
});

describe('one alert', () => {
  test('resolving answers 204 without a body and moves the alert out of Open', async () => {
    await using atera = await startCalling();
    const { id } = atera.world.raiseCustomAlert({});

    const answer = await atera.call(`/alerts/${id}`, { method: 'PUT' });

    const row = (await atera.call(`/alerts/${id}`)).json;
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(row).toMatchObject({ AlertID: id, Archived: true, ArchivedDate: expect.any(String) });
    expect(atera.world.alerts.get(id)?.archivedBy).toBe('api');
  });

  test.each([204, 400, 404] as const)('resolving again answers %i as set', async (repeatResolve) => {
    await using atera = await startCalling({ behaviour: { repeatResolve } });
    const { id } = atera.world.raiseCustomAlert({});
    await atera.call(`/alerts/${id}`, { method: 'PUT' });

    const again = await atera.call(`/alerts/${id}`, { method: 'PUT' });
    const missing = await atera.call('/alerts/1', { method: 'PUT' });

    expect([again.status, missing.status]).toEqual([repeatResolve, repeatResolve]);
  });

  test('a missing alert is 404 with a problem body, or 200 null when so set', async () => {
    await using atera = await startCalling();

    const documented = await atera.call('/alerts/1');
    atera.simulator.behaviour.missing = 'null';
    const asNull = await atera.call('/alerts/1');

    expect(documented).toMatchObject({ status: 404, json: { title: 'Not Found', status: 404 } });
    expect(asNull).toMatchObject({ status: 200, text: 'null' });
  });

  test('an id that is no number is 400', async () => {
    await using atera = await startCalling();

    const answers = [await atera.call('/alerts/abc'), await atera.call('/alerts/'), await atera.call('/alerts/-1')];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  });

  test('deleting removes the row and stays in the log', async () => {
    await using atera = await startCalling();
    const { id } = atera.world.raiseCustomAlert({});

    const answer = await atera.call(`/alerts/${id}`, { method: 'DELETE' });

    expect(answer.status).toBe(204);
    expect(atera.world.alerts.get(id)).toBeUndefined();
    expect(atera.simulator.requestsOf('DELETE /alerts/{alertId}')).toHaveLength(1);
  });
});

describe('creating an alert', () => {
  test('answers the id as a string and takes the message from MessageTemplate', async () => {
    await using atera = await startCalling();
    const device = atera.world.addDevice(atera.world.addCustomer('Acme'), { name: 'ACME-1' });
    const body = { DeviceGuid: device.guid, Title: 'Reboot required', MessageTemplate: 'Pending', AlertMessage: 'x' };

    const answer = await atera.call('/alerts', { method: 'POST', body });

    expect(answer).toMatchObject({ status: 201, json: { ActionID: expect.stringMatching(/^\d+$/) } });
    const row = (await atera.call(`/alerts/${answer.json.ActionID}`)).json;
    expect(row).toMatchObject({ Title: 'Reboot required', AlertMessage: 'Pending', AgentId: device.agentId });
  });

  test('refuses a missing device with the member named', async () => {
    await using atera = await startCalling();

    const answer = await atera.call('/alerts', { method: 'POST', body: { Title: 'x' } });

    expect(answer).toMatchObject({ status: 400, json: { errors: { DeviceGuid: expect.any(Array) } } });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  test('answers 409 for the twin of an open alert when so set', async () => {
    await using atera = await startCalling({ behaviour: { duplicateAlert: 'conflict' } });
    const device = atera.world.addDevice(atera.world.addCustomer('Acme'), { name: 'ACME-1' });
    const body = { DeviceGuid: device.guid, Title: 'Twice' };

    const first = await atera.call('/alerts', { method: 'POST', body });
    const second = await atera.call('/alerts', { method: 'POST', body });

    expect([first.status, second.status]).toEqual([201, 409]);
  });
});

function alertId(row: { AlertID: number }): number {
  return row.AlertID;
}
