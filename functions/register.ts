import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { awaitWorklet } from '../orchestrations/actions/await-worklet.ts';
import { reportWithOutput } from '../orchestrations/actions/worklet-output.ts';
import { makeFetchAlertPages } from '../orchestrations/activities/alerts/fetch-alert-pages.ts';
import { makeOpenRequested } from '../orchestrations/activities/alerts/open-requested.ts';
import { makeResolveAlerts } from '../orchestrations/activities/alerts/resolve-alerts.ts';
import { makeEndBacktest } from '../orchestrations/activities/backtest/end-backtest.ts';
import { makePlayBacktest } from '../orchestrations/activities/backtest/play-backtest.ts';
import { makeReadBacktest } from '../orchestrations/activities/backtest/read-backtest.ts';
import { makeAskApproval } from '../orchestrations/activities/commands/ask-approval.ts';
import { makeCheckCommand } from '../orchestrations/activities/commands/check-command.ts';
import { makeConfirmDevice } from '../orchestrations/activities/commands/confirm-device.ts';
import { makeReadOutput } from '../orchestrations/activities/commands/read-output.ts';
import { makeReadServer } from '../orchestrations/activities/commands/read-server.ts';
import { makeRecordResult } from '../orchestrations/activities/commands/record-result.ts';
import { makeSendCommand } from '../orchestrations/activities/commands/send-command.ts';
import { makeFinishRefresh } from '../orchestrations/activities/directory/finish-refresh.ts';
import { makeListAgents } from '../orchestrations/activities/directory/list-agents.ts';
import { makeListServers } from '../orchestrations/activities/directory/list-servers.ts';
import { makeMatchDevices } from '../orchestrations/activities/directory/match-devices.ts';
import { makeReadAccount } from '../orchestrations/activities/directory/read-account.ts';
import { makeReadMacs } from '../orchestrations/activities/directory/read-macs.ts';
import { makeStartDueWork } from '../orchestrations/activities/due/end-poll.ts';
import { makeSendNotifications } from '../orchestrations/activities/notify/send-notifications.ts';
import { makeCloseTicket } from '../orchestrations/activities/tickets/close-ticket.ts';
import { makeCommentTicket } from '../orchestrations/activities/tickets/comment-ticket.ts';
import { makeEnsureTicket } from '../orchestrations/activities/tickets/ensure-ticket.ts';
import { makeNoteInTicket } from '../orchestrations/activities/tickets/note-in-ticket.ts';
import { makeNoteOutput } from '../orchestrations/activities/tickets/note-output.ts';
import { makeReadTicket } from '../orchestrations/activities/tickets/read-ticket.ts';
import { makeCountDays } from '../orchestrations/activities/upkeep/count-days.ts';
import { makeMendDueIndex } from '../orchestrations/activities/upkeep/mend-due-index.ts';
import { makePurgeInstances } from '../orchestrations/activities/upkeep/purge-instances.ts';
import { makePurgeRows } from '../orchestrations/activities/upkeep/purge-rows.ts';
import { makeRecordOutcome } from '../orchestrations/activities/upkeep/record-outcome.ts';
import { makeDeviceGate } from '../orchestrations/entities/device-gate.ts';
import { makeFleetBreaker } from '../orchestrations/entities/fleet-breaker.ts';
import { makeRateBudget } from '../orchestrations/entities/rate-budget.ts';
import { backtest } from '../orchestrations/flows/backtest.ts';
import { followUp } from '../orchestrations/flows/follow-up.ts';
import { intake } from '../orchestrations/flows/intake.ts';
import { notify } from '../orchestrations/flows/notify.ts';
import { pollAlerts } from '../orchestrations/flows/poll-alerts.ts';
import { refreshDirectory } from '../orchestrations/flows/refresh-directory.ts';
import { remediateAlert } from '../orchestrations/flows/remediate-alert.ts';
import { retention } from '../orchestrations/flows/retention.ts';
import { playbooks } from '../orchestrations/playbooks/index.ts';
import type { RegisteredDeps } from '../orchestrations/runtime/deps.ts';
import { awaitLease } from '../orchestrations/runtime/leases/acquire-lease.ts';
import { activities, entities, orchestrators } from '../orchestrations/runtime/names.ts';
import { eachTime } from './each-time.ts';
import { registerHttp } from './register-http.ts';
import { makeEveryPoll } from './timers/every-poll.ts';

/**
 * The map of the app: every trigger and durable function, and the routes beside it. Decides
 * nothing.
 */
export function registerApp(deps: RegisteredDeps): void {
  const client = df.input.durableClient();
  const withClient = { extraInputs: [client] };

  // What starts work
  app.timer('pollAlertsTimer', { schedule: deps.pollSchedule, handler: eachTime(deps, makeEveryPoll), ...withClient });
  registerHttp(deps);

  // What happens then, each a flow to read: a poll starts remediateAlert for new work, and followUp
  // for what is watched
  df.app.orchestration(orchestrators.pollAlerts, pollAlerts);
  df.app.orchestration(orchestrators.refreshDirectory, refreshDirectory);
  df.app.orchestration(orchestrators.remediateAlert, remediateAlert);
  df.app.orchestration(orchestrators.followUp, followUp);
  df.app.orchestration(orchestrators.awaitLease, awaitLease);
  df.app.orchestration(orchestrators.awaitWorklet, awaitWorklet);
  df.app.orchestration(orchestrators.reportWithOutput, reportWithOutput);
  df.app.orchestration(orchestrators.intake, intake);
  df.app.orchestration(orchestrators.retention, retention);
  df.app.orchestration(orchestrators.backtest, backtest);
  df.app.orchestration(orchestrators.notify, notify);
  for (const { orchestrators: own = {} } of playbooks) {
    for (const [name, flow] of Object.entries(own)) df.app.orchestration(name, flow);
  }
  df.app.entity(entities.rateBudget, makeRateBudget(deps));
  df.app.entity(entities.deviceGate, makeDeviceGate(deps));
  df.app.entity(entities.fleetBreaker, makeFleetBreaker(deps));

  registerActivities(deps);
}

/** What touches the world. */
function registerActivities(deps: RegisteredDeps): void {
  const withClient = { extraInputs: [df.input.durableClient()] };
  df.app.activity(activities.fetchAlertPages, { handler: eachTime(deps, makeFetchAlertPages), ...withClient });
  df.app.activity(activities.startDueWork, { handler: eachTime(deps, makeStartDueWork), ...withClient });
  df.app.activity(activities.readAccount, { handler: makeReadAccount(deps) });
  df.app.activity(activities.listAgents, { handler: makeListAgents(deps) });
  df.app.activity(activities.listServers, { handler: makeListServers(deps) });
  df.app.activity(activities.matchDevices, { handler: eachTime(deps, makeMatchDevices) });
  df.app.activity(activities.readMacs, { handler: makeReadMacs(deps) });
  df.app.activity(activities.finishRefresh, { handler: makeFinishRefresh(deps) });
  df.app.activity(activities.openRequested, { handler: eachTime(deps, makeOpenRequested) });
  df.app.activity(activities.readServer, { handler: makeReadServer(deps) });
  df.app.activity(activities.resolveAlerts, { handler: eachTime(deps, makeResolveAlerts) });
  df.app.activity(activities.ensureTicket, { handler: eachTime(deps, makeEnsureTicket) });
  df.app.activity(activities.readTicket, { handler: eachTime(deps, makeReadTicket) });
  df.app.activity(activities.commentTicket, { handler: eachTime(deps, makeCommentTicket) });
  df.app.activity(activities.noteInTicket, { handler: eachTime(deps, makeNoteInTicket) });
  df.app.activity(activities.closeTicket, { handler: eachTime(deps, makeCloseTicket) });
  df.app.activity(activities.askApproval, { handler: eachTime(deps, makeAskApproval) });
  df.app.activity(activities.confirmDevice, { handler: eachTime(deps, makeConfirmDevice) });
  df.app.activity(activities.sendCommand, { handler: eachTime(deps, makeSendCommand) });
  df.app.activity(activities.checkCommand, { handler: makeCheckCommand(deps) });
  df.app.activity(activities.readOutput, { handler: eachTime(deps, makeReadOutput) });
  df.app.activity(activities.noteOutput, { handler: eachTime(deps, makeNoteOutput) });
  df.app.activity(activities.recordResult, { handler: eachTime(deps, makeRecordResult) });
  df.app.activity(activities.recordOutcome, { handler: eachTime(deps, makeRecordOutcome) });
  df.app.activity(activities.purgeRows, { handler: eachTime(deps, makePurgeRows) });
  df.app.activity(activities.purgeInstances, { handler: makePurgeInstances(deps), ...withClient });
  df.app.activity(activities.mendDueIndex, { handler: makeMendDueIndex(deps) });
  df.app.activity(activities.readBacktest, { handler: eachTime(deps, makeReadBacktest) });
  df.app.activity(activities.playBacktest, { handler: eachTime(deps, makePlayBacktest) });
  df.app.activity(activities.endBacktest, { handler: makeEndBacktest(deps) });
  df.app.activity(activities.countDays, { handler: makeCountDays(deps) });
  df.app.activity(activities.sendNotifications, { handler: eachTime(deps, makeSendNotifications) });
  for (const { activities: own = {} } of playbooks) {
    for (const [name, make] of Object.entries(own)) df.app.activity(name, { handler: eachTime(deps, make) });
  }
}
