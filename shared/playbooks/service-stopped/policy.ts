import { z } from 'zod';
import { foldName } from '../../domain/text/name-key.ts';
import { count, wait } from '../../policy/fields.ts';

/** No service of Windows has a longer name. */
const serviceName = z.string().trim().min(1).max(256);

const service = z.strictObject({
  name: serviceName.meta({ unit: 'name', description: 'What tickets call it: its short or its display name.' }),
  aliases: z.array(serviceName).max(20).default([]).meta({
    unit: 'names',
    description: 'Other names of the same service: alerts may give its short name, its display name, or either.',
  }),
  critical: z.boolean().default(false).meta({
    unit: 'true or false',
    description: 'true: a ticket about it has the priority High on any device.',
  }),
});

type Service = z.output<typeof service>;

/** The section `serviceStopped` of the policy. */
export const serviceStoppedPolicy = z.strictObject({
  services: z.array(service).max(500).refine(haveOwnNames, 'has a name or an alias twice').default([]).meta({
    description: 'Services that have several names, or that are critical. Others need not be listed.',
    widens: 'always',
  }),
  bootGraceMinutes: wait(
    'minutes',
    15,
    'How long after a boot a stopped service is waited for: Windows starts delayed services minutes later.',
    'less',
  ),
  confirmAfterMinutes: wait(
    'minutes',
    10,
    'A service must have been reported stopped for so long: many are started again by themselves, and Atera clears in 2-5 min.',
    'less',
  ),
  offlineWaitMinutes: wait(
    'minutes',
    240,
    'After this a person is notified of an alert whose device is offline: it could not be verified.',
    'less',
  ),
  settleMinutes: wait('minutes', 5, 'When it is first checked whether the restart worklet has ended.', 'less'),
  workletTimeoutMinutes: wait(
    'minutes',
    30,
    'A worklet that has not ended by then is not waited for any longer.',
    'more',
  ),
  verifyAfterMinutes: wait(
    'minutes',
    10,
    "When Atera's alert must have ended after a restart; it is checked once more after as long again.",
    'less',
  ),
  followUpEveryMinutes: wait('minutes', 60, "How often an open ticket's service is checked again.", 'never'),
  clearConfirmMinutes: wait(
    'minutes',
    10,
    'Time between the two inspections that must both find the alert ended.',
    'less',
  ),
  flappingCount: count(
    3,
    'Ended occurrences within `flappingHours` that make the next one flap: it gets a ticket, even if it passes, for longer.',
    'always',
  ),
  flappingHours: wait(
    'hours',
    24,
    'See `flappingCount`; how long a flapping service must run before its ticket is closed.',
    'always',
  ),
});

/** The section with its defaults. */
export type ServiceStoppedPolicy = z.output<typeof serviceStoppedPolicy>;

/** A name of two services would say nothing. */
function haveOwnNames(services: readonly Service[]): boolean {
  const names = services.flatMap(namesOf).map(foldName);
  return new Set(names).size === names.length;
}

function namesOf({ name, aliases }: Service): string[] {
  return [name, ...aliases];
}

/** Returns the service that the policy lists under this name or alias. */
export function listedService({ services }: ServiceStoppedPolicy, name: string): Service | undefined {
  return services.find((one) => namesOf(one).some((known) => foldName(known) === foldName(name)));
}

/** Returns every name that a service is known by, its own first. */
export function namesOfService(section: ServiceStoppedPolicy, name: string): string[] {
  const listed = listedService(section, name);
  return listed ? namesOf(listed) : [name];
}
