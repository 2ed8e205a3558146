import type { DeviceClass } from '../../../domain/devices/device-class.ts';
import { utc } from '../../../domain/time/utc.ts';

interface Device {
  readonly deviceClass: DeviceClass;
  readonly device: string;
}

interface Raised {
  readonly deviceClass: DeviceClass;
  readonly raisedAt: number;
}

interface At {
  readonly at: number;
}

interface Until {
  readonly until: number;
}

interface Successor {
  readonly agentId: number;
  readonly installedAt: number;
}

/** What people read of a device that is away. Moments are epoch ms. */
export const en = {
  /** What the condition is called. */
  condition: 'offline alert',

  // The headline of its ticket.
  isOffline: ({ device }: Pick<Device, 'device'>) => `${device} is offline`,
  keepsGoingOffline: ({ device }: Pick<Device, 'device'>) => `${device} keeps going offline`,
  agentSilentOn: ({ device }: Pick<Device, 'device'>) => `Atera agent silent on ${device}, device is up`,
  notVerifiedOn: ({ device }: Pick<Device, 'device'>) => `Offline alert could not be verified on ${device}`,

  // What the ticket is about.
  deviceOffline: ({ deviceClass, device }: Device) => `the ${deviceClass} ${device} is offline.`,
  deviceBack: ({ deviceClass, device }: Device) => `the ${deviceClass} ${device} was offline and is back.`,
  deviceReinstalled: ({ deviceClass, device, agentId }: Device & Pick<Successor, 'agentId'>) =>
    `the old Atera agent of the ${deviceClass} ${device} is offline; the same device is online under agent ${agentId}.`,
  deviceAlertEnded: ({ deviceClass, device }: Device) =>
    `the offline alert of the ${deviceClass} ${device} has ended in Atera.`,
  deviceNotReported: ({ deviceClass, device }: Device) =>
    `Atera raised an offline alert for the ${deviceClass} ${device} and does not say whether it is online.`,
  deviceAgentSilent: ({ deviceClass, device }: Device) =>
    `the Atera agent of the ${deviceClass} ${device} is silent; the device itself is running, because Automox reaches it.`,

  // What was observed.
  ateraNotReported: ({ at }: At) => `Atera does not report whether it is online (read ${utc(at)}).`,
  ateraOnline: ({ at }: At) => `Atera: online (read ${utc(at)}).`,
  ateraOffline: ({ at }: At) => `Atera: offline (read ${utc(at)}).`,
  ateraOfflineLastSeen: ({ at, lastSeenAt }: At & { readonly lastSeenAt: number }) =>
    `Atera: offline (read ${utc(at)}); not seen since ${utc(lastSeenAt)} (as Atera last reported).`,
  onlineUnder: ({ agentId, installedAt }: Successor) =>
    `The same device is online under agent ${agentId}, which was installed ${utc(installedAt)}: same customer, name and serial number.`,
  automoxNothing: ({ reason }: { readonly reason: string }) => `Automox reports nothing: ${reason}.`,
  automoxConnected: 'Automox: connected.',
  automoxConnectedScanned: ({ at }: At) => `Automox: connected, last scan ${utc(at)}.`,
  automoxDisconnected: 'Automox: disconnected.',
  automoxDisconnectedSince: ({ at }: At) => `Automox: disconnected since ${utc(at)}.`,

  // Why Automox says nothing of it, as clauses without a full stop.
  notAsked: 'it was not asked this time',
  notKnown: 'it does not know the device any more',
  connectionNotReported: 'it does not report whether the device is connected',
  askFailed: ({ message }: { readonly message: string }) => `it could not be asked (${message})`,

  // What the app did.
  nothingChanged: 'nothing was changed on the device.',
  nothingChangedFoundOnce: 'nothing was changed on the device; it was found offline once.',
  nothingChangedFoundTimes: ({ times }: { readonly times: number }) =>
    `nothing was changed on the device; it was found offline ${times} times in a row.`,

  // What a person should do.
  restartAgent:
    'restart the service AteraAgent on the device, or install the agent again; the device itself is up, so power and network need no check.',
  checkServer:
    'check power and network (management board, hypervisor, UPS, switch); neither vendor reaches the device.',
  checkUserDevice:
    'check power and network, or ask the user whether it is switched off; neither vendor reaches the device.',
  findOut:
    'find out whether the device is off (power, network) or only its Atera agent is silent (restart the service AteraAgent). There is no second witness.',
  findOutBecause: ({ reason }: { readonly reason: string }) =>
    `find out whether the device is off (power, network) or only its Atera agent is silent (restart the service AteraAgent). There is no second witness: ${reason}.`,
  deleteOldAgent: 'delete the old agent in Atera, so that its alert does not come back.',
  tryToReach: 'look the device up in Atera and try to reach it; the app could not determine whether it is online.',
  nothingToDo: 'nothing; the app keeps checking.',
  findCause: 'It went away several times recently: look for the cause (power, sleep, network, agent).',

  // When its ticket is closed.
  agentStaysOnline: 'the agent reports again and stays online',
  deviceStaysOnline: 'the device is back and stays online',

  // Outcomes.
  backOnline: ({ deviceClass, raisedAt }: Raised) =>
    `The ${deviceClass} is online again; its alert was raised ${utc(raisedAt)}.`,
  reinstalled: ({ agentId, installedAt }: Successor) =>
    `The same device is online under agent ${agentId}, which was installed ${utc(installedAt)}; the old agent can be deleted in Atera.`,
  leftOpen: 'Its alert is left open, because Atera raised it again after it had ended.',
  alertCleared: 'Atera no longer lists the alert.',
  offlineAllTheSame: 'The device is offline all the same.',
  wentAwayOften: 'It went away several times recently.',
  agentDead: ({ deviceClass, raisedAt }: Raised) =>
    `The Atera agent of the ${deviceClass} is silent, and Automox reaches the device; its alert was raised ${utc(raisedAt)}.`,
  deviceOff: ({ deviceClass, raisedAt }: Raised) =>
    `The ${deviceClass} is offline, and Automox does not reach it either; its alert was raised ${utc(raisedAt)}.`,
  noWitness: ({ deviceClass, raisedAt }: Raised) =>
    `The ${deviceClass} is offline; its alert was raised ${utc(raisedAt)}.`,
  noWitnessBecause: ({ deviceClass, raisedAt, reason }: Raised & { readonly reason: string }) =>
    `The ${deviceClass} is offline; its alert was raised ${utc(raisedAt)}; there is no second witness (${reason}).`,
  onlineNotReported: 'Atera does not report whether the device is online.',

  // What the app waits for.
  waitsForGrace: ({ until }: Until) =>
    `It may be away for the grace of its class; it is inspected again ${utc(until)}.`,
  waitsForPeople: ({ until }: Until) => `Nobody is at work; it is inspected again ${utc(until)}.`,
  mayBeOff: ({ until, away, wanted }: Until & { readonly away: string; readonly wanted: string }) =>
    `It may just be switched off: away for ${away} business hours so far, and it gets a ticket after ${wanted} without a return; it is inspected again ${utc(until)}.`,
  observedOnce: ({ until }: Until) => `It was found offline once so far; it is inspected again ${utc(until)}.`,
  siteHasTicket: ({ until }: Until) =>
    `It went quiet together with others of its site, which have one ticket; it is inspected again ${utc(until)}.`,
  siteWouldHaveTicket: ({ until }: Until) =>
    `It went quiet together with others of its site, which would have one ticket; it is inspected again ${utc(until)}.`,
  ateraSuspected: ({ until }: Until) =>
    `Atera itself is suspected, for the reason that the outcome atera-quiet gives; it is inspected again ${utc(until)}.`,
};
