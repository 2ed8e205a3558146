import { describe, expect, it } from 'vitest';
import type { AteraBehaviour } from '../../../../dev/simulator/atera/behaviour.ts';
import type { Fault } from '../../../../dev/simulator/faults.ts';
import type { Policy } from '../../../../shared/policy/policy.ts';
import { addFullServer, HOUR, MINUTE, startApp, type TestApp } from '../../../helpers/app/app.ts';
import { FIRST_CUSTOMER } from '../../../helpers/app/app-setup.ts';
import { addAnotherFullServer } from '../../../helpers/app/ticket-app.ts';

type Named = Policy['contacts'][string];

const IDA = 'Ida.Tanner@north-wind.example';
const POLLED = { pollSchedule: '0 */5 * * * *' };

/** An app whose policy names a contact for its first customer, and a server there that fills. */
async function startWith(named: Named, behaviour: Partial<AteraBehaviour> = {}) {
  const policy = { contacts: { [FIRST_CUSTOMER]: named } };
  const app = await startApp({ ...POLLED, policy, simulator: { behaviour } });
  const device = addFullServer(app);
  const { people } = app.simulator.world;
  return { app, device, people, customer: device.customer };
}

/** The contacts that the tickets are for, the first ticket first. */
const endUsers = ({ simulator: { world } }: TestApp) =>
  world.tickets
    .all()
    .toReversed()
    .map(({ endUserId }) => world.people.contacts.get(endUserId));
const adds = ({ simulator }: TestApp) => simulator.requestsOf('POST /contacts').length;
const unusable = ({ log }: TestApp) =>
  log.filter((line) => line.includes('"contact-unusable"')).map((line) => JSON.parse(line).why);

describe('a contact that the policy names by e-mail', () => {
  it('is found at its customer, however its address is written, and never the one of another customer', async () => {
    const { app, people, customer } = await startWith({ email: IDA });
    await using _app = app;
    const other = app.simulator.world.addCustomer('Other Ltd');
    people.addContact(other.id, IDA);
    const ida = people.addContact(customer.id, IDA.toUpperCase());

    await app.clock.advance(HOUR);
    addAnotherFullServer(app, 'NW-SRV-02');
    await app.clock.advance(HOUR);

    expect(endUsers(app)).toEqual([ida, ida]);
    expect(adds(app)).toBe(0);
    expect(app.simulator.requestsOf('GET /contacts')).toHaveLength(1);
    expect(app.simulator.requestsOf('GET /contacts/{contactId}')).toHaveLength(1);
  });

  it('is added where it is missing, once, though others have the address', async () => {
    const { app, people, customer } = await startWith({ email: IDA });
    await using _app = app;
    people.addContact(app.simulator.world.addCustomer('Other Ltd').id, IDA);

    await app.clock.advance(HOUR);
    addAnotherFullServer(app, 'NW-SRV-02');
    await app.clock.advance(HOUR);

    const [first, second] = endUsers(app);
    expect(first).toMatchObject({ customerId: customer.id, email: IDA, fields: { Firstname: 'Ida.Tanner' } });
    expect(second).toBe(first);
    expect(adds(app)).toBe(1);
  });

  it('is not added a second time where a person has just done so and no list shows it yet', async () => {
    const { app, people, customer } = await startWith(
      { email: IDA },
      { contactListLagMs: 45_000, sameAddress: 'created' },
    );
    await using _app = app;
    let ida: ReturnType<typeof people.addContact>;
    const run = () => {
      ida ??= people.addContact(customer.id, IDA);
    };
    app.simulator.faults.inject({ on: 'GET /contacts', fault: { kind: 'then', run } });

    await app.clock.advance(HOUR);

    expect(endUsers(app)).toEqual([ida]);
    expect(adds(app)).toBe(0);
  });

  it.each<[string, Fault]>([
    ['after Atera did it', { kind: 'reset-after' }],
    ['before Atera received it', { kind: 'reset-before' }],
    ['long before it takes effect', { kind: 'late-effect', afterMs: 20_000 }],
  ])('is there once where its creation is cut off %s, and lists lag', async (_when, fault) => {
    const { app, people } = await startWith({ email: IDA }, { contactListLagMs: 30_000, sameAddress: 'created' });
    await using _app = app;
    app.simulator.faults.inject({ on: 'POST /contacts', times: 1, fault });

    await app.clock.advance(2 * HOUR);

    expect(people.contactsByEmail(IDA)).toHaveLength(1);
    expect(endUsers(app)).toEqual(people.contactsByEmail(IDA));
  });

  it('is added again after a person deleted the one that the app had added', async () => {
    const { app, people } = await startWith({ email: IDA });
    await using _app = app;
    await app.clock.advance(HOUR);
    const [first] = people.contactsByEmail(IDA);
    people.contacts.delete(first?.id ?? 0);
    addAnotherFullServer(app, 'NW-SRV-02');

    await app.clock.advance(HOUR);

    const [second] = people.contactsByEmail(IDA);
    expect(second?.id).not.toBe(first?.id);
    expect(endUsers(app)).toEqual([undefined, second]);
  });
});

describe('a contact that takes no tickets', () => {
  it.each<[string, (scenario: Awaited<ReturnType<typeof startWith>>) => number, string]>([
    [
      'is archived',
      ({ people, customer }) => people.addContact(customer.id, IDA, { Archived: true })?.id ?? 0,
      'archived',
    ],
    [
      'is of another customer',
      ({ app, people }) => people.addContact(app.simulator.world.addCustomer('Other Ltd').id, IDA)?.id ?? 0,
      'of-another-customer',
    ],
    ['is gone', () => 4_711, 'gone'],
  ])('because it %s is not used: the system contact is, and the log says why', async (_what, add, why) => {
    const scenario = await startWith(4_711);
    const { app, people, customer } = scenario;
    await using _app = app;
    const id = add(scenario);
    Object.assign(app.deps.policy.contacts, { [FIRST_CUSTOMER]: id });

    await app.clock.advance(HOUR);

    expect(endUsers(app)).toMatchObject([{ customerId: customer.id, email: `rmm+${customer.id}@msp.example` }]);
    expect(new Set(unusable(app))).toEqual(new Set([why]));
    expect(people.contactsByEmail(IDA).length).toBeLessThanOrEqual(1);
  });

  it('because it was moved to another customer gets none of the tickets after that', async () => {
    const { app, people, customer } = await startWith({ email: IDA });
    await using _app = app;
    const ida = people.addContact(customer.id, IDA);
    await app.clock.advance(HOUR);
    const other = app.simulator.world.addCustomer('Other Ltd');
    Object.assign(ida ?? {}, { customerId: other.id });
    addAnotherFullServer(app, 'NW-SRV-02');

    await app.clock.advance(HOUR);

    const [first, second] = endUsers(app);
    expect(first).toBe(ida);
    expect(second).toMatchObject({ customerId: customer.id, email: IDA });
    expect(second).not.toBe(ida);
  });

  it('because it is the archived system contact leaves the alert without a ticket, and says what to do', async () => {
    const app = await startApp(POLLED);
    await using _app = app;
    const { customer } = addFullServer(app);
    const email = `rmm+${customer.id}@msp.example`;
    const contact = app.simulator.world.people.addContact(customer.id, email, { Archived: true });
    await app.clock.advance(HOUR);
    expect(await app.outcomes()).toMatchObject([
      { state: 'failed', text: expect.stringContaining(`${email} of this`) },
    ]);
    expect(contact?.fields).toEqual({ Archived: true });

    Object.assign(contact?.fields ?? {}, { Archived: false });
    await app.clock.advance(2 * HOUR);

    expect(endUsers(app)).toEqual([contact]);
  });
});

describe("a customer's main contact", () => {
  it('gets the tickets where the policy says so, found among hundreds of the account', async () => {
    const { app, people, customer } = await startWith({ main: true });
    await using _app = app;
    const office = people.mainContact(customer.id);
    people.contacts.delete(office?.id ?? 0);
    const other = app.simulator.world.addCustomer('Other Ltd');
    for (let number = 0; number < 420; number++) people.addContact(other.id, `p${number}@other.example`);
    const main = people.addContact(customer.id, IDA, { IsContactPerson: true });

    await app.clock.advance(HOUR);
    addAnotherFullServer(app, 'NW-SRV-02');
    await app.clock.advance(HOUR);

    expect(endUsers(app)).toEqual([main, main]);
    expect(app.simulator.requestsOf('GET /contacts')).toHaveLength(9);
  });

  it('that is archived, or none, is replaced by the system contact, and searched for once a day', async () => {
    const { app, people, customer } = await startWith({ main: true });
    await using _app = app;
    Object.assign(people.mainContact(customer.id)?.fields ?? {}, { Archived: true });

    await app.clock.advance(HOUR);
    addAnotherFullServer(app, 'NW-SRV-02');
    await app.clock.advance(HOUR);

    expect(endUsers(app).map((contact) => contact?.email)).toEqual(Array(2).fill(`rmm+${customer.id}@msp.example`));
    expect(new Set(unusable(app))).toEqual(new Set(['no-main-contact']));
    expect(app.simulator.requestsOf('GET /contacts')).toHaveLength(2);
  });

  it('is no longer used from the moment that another one is', async () => {
    const { app, people, customer } = await startWith({ main: true });
    await using _app = app;
    await app.clock.advance(HOUR);
    Object.assign(people.mainContact(customer.id)?.fields ?? {}, { IsContactPerson: false });
    const main = people.addContact(customer.id, IDA, { IsContactPerson: true });
    addAnotherFullServer(app, 'NW-SRV-02');

    await app.clock.advance(HOUR + MINUTE);

    expect(endUsers(app).at(-1)).toBe(main);
  });
});
