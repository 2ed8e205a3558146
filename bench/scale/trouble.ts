import type { Device } from '../../dev/simulator/world/device.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { addFleet, raise } from '../storm/fleet.ts';
import { type Scale, type Used, withScale } from './measure.ts';
import { polls } from './worlds.ts';

/** What trouble at many customers took, from the first poll that lists it. */
export interface Trouble {
  readonly customers: number;
  /** Open alerts that are somebody's work; so many more are nobody's. */
  readonly alerts: number;
  readonly others: number;
  readonly tickets: number;
  /** When the last ticket was opened, in minutes after the alerts were raised. */
  readonly lastTicketMinutes: number;
  readonly used: Used;
}

/** A customer in trouble: so many of its 100 servers have full disks; of every second one a site is away, too. */
const FULL_DISKS = 50;
const AWAY = 40;
const SERVERS = 100;

/** Answers of Atera take a while, or nobody would wait for the budget. */
const SLOW = { latencyMs: 800 };

/**
 * `devices` in an account with `openAlerts` listed, of which so many customers have the trouble that
 * is work, watched for an hour.
 */
export function trouble(devices: number, openAlerts: number, customers: number): Promise<Trouble> {
  return withScale(async (app) => {
    const atWork = await addWork(app, devices, customers);
    const others = openAlerts - atWork.alerts;
    for (let i = 0; i < others; i++) app.simulator.world.raiseCustomAlert({ title: `CPU Load ${i}` });
    await polls(app, 2);
    const raisedAt = app.clock.now();
    const used = await app.use(async () => {
      atWork.begin();
      for (let minute = 0; minute < 60; minute++) await app.pass(MINUTE_MS);
    });
    const opened = app.simulator.requestsOf('POST /tickets');
    const tickets = app.simulator.world.tickets.all().length;
    const lastTicketMinutes = ((opened.at(-1)?.at ?? Number.POSITIVE_INFINITY) - raisedAt) / MINUTE_MS;
    return { customers, alerts: atWork.alerts, others, tickets, lastTicketMinutes, used };
  }, SLOW);
}

async function addWork(app: Scale, devices: number, customers: number) {
  const full: Device[] = [];
  const away: Device[] = [];
  for (let index = 0; index < devices / SERVERS; index++) {
    const calm = { customer: `C${index}`, kind: 'server' as const };
    const inTrouble = index < customers;
    const lost = inTrouble && index % 2 === 1 ? AWAY : 0;
    if (inTrouble) full.push(...(await addFleet(app, { ...calm, count: FULL_DISKS })));
    away.push(...(await addFleet(app, { ...calm, count: lost, usedPercent: 40 })));
    const rest = SERVERS - lost - (inTrouble ? FULL_DISKS : 0);
    await addFleet(app, { ...calm, count: rest, usedPercent: 40 });
  }
  const begin = () => {
    for (const device of full) raise(app, { device, severity: 'Warning', what: 'full disk' });
    for (const device of away) raise(app, { device, severity: 'Critical', what: 'offline' });
  };
  return { alerts: full.length + away.length, begin };
}
