import { type AppOptions, addFullServer, HOUR, startApp, type TestApp } from './app.ts';
import { FIRST_CUSTOMER } from './app-setup.ts';

/** Half an hour is as often as a scenario about tickets needs a poll; every poll costs time. */
const POLLED = '0 */10 * * * *';

/** A full disk whose ticket is open for somewhat less than an hour. */
export async function appWithTicket(options: AppOptions = {}) {
  const app = await startApp({ pollSchedule: POLLED, ...options });
  const device = addFullServer(app);
  await app.clock.advance(HOUR);
  return { app, device, ticket: newestTicket(app), technician: addTechnician(app) };
}

/** Adds a server of the first customer whose drive fills at once. */
export function addAnotherFullServer(app: TestApp, name: string) {
  const customer = app.simulator.world.people.customers.get(FIRST_CUSTOMER);
  if (!customer) throw new Error('There is no customer yet');
  const disks = [{ drive: 'C:', totalMb: 256_000, usedPercent: 95 }];
  return app.simulator.world.addDevice(customer, { name, kind: 'server', disks });
}

/** The ticket with the highest number. Fails when there is none. */
export function newestTicket(app: TestApp) {
  const [ticket] = app.simulator.world.tickets.all();
  if (!ticket) throw new Error(`No ticket was opened:\n${app.log.join('\n')}`);
  return ticket;
}

/** A person of the MSP, another one each time. */
export function addTechnician({ simulator: { world } }: TestApp) {
  return world.people.addTechnician(`person${world.people.technicians.size}@msp.example`, 'Ann Person');
}
