/**
 * Every durable name in one place: a name no function has hangs the orchestration that calls it
 * indefinitely, without an error, so nothing else may spell one (and a test checks that each is
 * registered). Names are unique without regard to case.
 */
export const orchestrators = {
  pollAlerts: 'pollAlerts',
  refreshDirectory: 'refreshDirectory',
  remediateAlert: 'remediateAlert',
  followUp: 'followUp',
  awaitLease: 'awaitLease',
  awaitWorklet: 'awaitWorklet',
  reportWithOutput: 'reportWithOutput',
  intake: 'intake',
  retention: 'retention',
  backtest: 'backtest',
  notify: 'notify',
} as const;

/**
 * Version of the histories that this code writes, the `defaultVersion` of host.json: what starts
 * without another one gets it. `npm run release -- --histories` raises both.
 */
export const APP_VERSION = '1.0';

/**
 * Version of what runs only once under a fixed id (polls, refreshes, purges). Never raised: an
 * older worker leaves alone what a newer version started, so after a rollback a poll of the newer
 * one would block its id, and polling with it. Such a flow stays fit for every version by being
 * short: it is never replayed by other code than it began with but for the minutes of a deployment.
 */
export const SINGLETON_VERSION = '1.0';

/** Names of the activities. */
export const activities = {
  fetchAlertPages: 'fetchAlertPages',
  startDueWork: 'startDueWork',
  readAccount: 'readAccount',
  listAgents: 'listAgents',
  listServers: 'listServers',
  matchDevices: 'matchDevices',
  readMacs: 'readMacs',
  finishRefresh: 'finishRefresh',
  openRequested: 'openRequested',
  readServer: 'readServer',
  resolveAlerts: 'resolveAlerts',
  ensureTicket: 'ensureTicket',
  readTicket: 'readTicket',
  commentTicket: 'commentTicket',
  noteInTicket: 'noteInTicket',
  closeTicket: 'closeTicket',
  askApproval: 'askApproval',
  recordResult: 'recordResult',
  confirmDevice: 'confirmDevice',
  sendCommand: 'sendCommand',
  checkCommand: 'checkCommand',
  readOutput: 'readOutput',
  noteOutput: 'noteOutput',
  recordOutcome: 'recordOutcome',
  purgeRows: 'purgeRows',
  purgeInstances: 'purgeInstances',
  mendDueIndex: 'mendDueIndex',
  readBacktest: 'readBacktest',
  playBacktest: 'playBacktest',
  endBacktest: 'endBacktest',
  countDays: 'countDays',
  sendNotifications: 'sendNotifications',
} as const;

/**
 * Names of the entities: lower case, because the signals of an entity keep the case of a name and
 * orchestrators do not.
 */
export const entities = {
  rateBudget: 'ratebudget',
  deviceGate: 'devicegate',
  fleetBreaker: 'fleetbreaker',
} as const;

/** Keys of the rate budgets; those of Automox are there only when it is set up. */
export const budgets = { atera: 'atera', automox: 'automox', automoxServers: 'automox-servers' } as const;
