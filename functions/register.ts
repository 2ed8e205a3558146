import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { makeAskApproval } from '../orchestrations/activities/ask-approval.ts';
import { makeCheckCommand } from '../orchestrations/activities/check-command.ts';
import { makeCloseTicket } from '../orchestrations/activities/close-ticket.ts';
import { makeCommentTicket } from '../orchestrations/activities/comment-ticket.ts';
import { makeConfirmDevice } from '../orchestrations/activities/confirm-device.ts';
import { makeEnsureTicket } from '../orchestrations/activities/ensure-ticket.ts';
import { makeFetchAlertPages } from '../orchestrations/activities/fetch-alert-pages.ts';
import { makeFinishPoll } from '../orchestrations/activities/finish-poll.ts';
import { makeFinishRefresh } from '../orchestrations/activities/finish-refresh.ts';
import { makeInspectDisk } from '../orchestrations/activities/inspect-disk.ts';
import { makeInspectOffline } from '../orchestrations/activities/inspect-offline.ts';
import { makeInspectReboot } from '../orchestrations/activities/inspect-reboot.ts';
import { makeInspectSite } from '../orchestrations/activities/inspect-site.ts';
import { makeListAgents } from '../orchestrations/activities/list-agents.ts';
import { makeListServers } from '../orchestrations/activities/list-servers.ts';
import { makeMatchDevices } from '../orchestrations/activities/match-devices.ts';
import { makeOpenRequested } from '../orchestrations/activities/open-requested.ts';
import { makePurgeInstances } from '../orchestrations/activities/purge-instances.ts';
import { makePurgeRows } from '../orchestrations/activities/purge-rows.ts';
import { makeReadAccount } from '../orchestrations/activities/read-account.ts';
import { makeReadMacs } from '../orchestrations/activities/read-macs.ts';
import { makeReadServer } from '../orchestrations/activities/read-server.ts';
import { makeReadTicket } from '../orchestrations/activities/read-ticket.ts';
import { makeRecordOutcome } from '../orchestrations/activities/record-outcome.ts';
import { makeRecordResult } from '../orchestrations/activities/record-result.ts';
import { makeResolveAlerts } from '../orchestrations/activities/resolve-alerts.ts';
import { makeSendCommand } from '../orchestrations/activities/send-command.ts';
import { makeStartDueWork } from '../orchestrations/activities/start-due-work.ts';
import type { AppDeps } from '../orchestrations/deps.ts';
import { makeDeviceGate } from '../orchestrations/entities/device-gate.ts';
import { makeFleetBreaker } from '../orchestrations/entities/fleet-breaker.ts';
import { makeRateBudget } from '../orchestrations/entities/rate-budget.ts';
import { followUp } from '../orchestrations/follow-up.ts';
import { intake } from '../orchestrations/intake.ts';
import { activities, entities, orchestrators } from '../orchestrations/names.ts';
import { awaitWorklet } from '../orchestrations/playbooks/disk-space/await-worklet.ts';
import { verifyCleanup } from '../orchestrations/playbooks/disk-space/verify.ts';
import { lookAtReboot } from '../orchestrations/playbooks/pending-reboot/look-at-reboot.ts';
import { pollAlerts } from '../orchestrations/poll-alerts.ts';
import { refreshDirectory } from '../orchestrations/refresh-directory.ts';
import { remediateAlert } from '../orchestrations/remediate-alert.ts';
import { retention } from '../orchestrations/retention.ts';
import { makePollAlertsTimer } from './poll-alerts.ts';
import { DIRECTORY_SCHEDULE, makeDirectoryTimer } from './refresh-directory.ts';
import { registerHttp } from './register-http.ts';
import { makeRetentionTimer, PURGE_SCHEDULE } from './retention.ts';

/** The map of the app: every trigger and durable function, and the routes beside it. Decides nothing. */
export function registerApp(deps: AppDeps): void {
  const client = df.input.durableClient();
  const withClient = { extraInputs: [client] };

  // What starts work
  app.timer('retentionTimer', { schedule: PURGE_SCHEDULE, handler: makeRetentionTimer(), ...withClient });
  app.timer('pollAlertsTimer', { schedule: deps.pollSchedule, handler: makePollAlertsTimer(deps), ...withClient });
  app.timer('directoryTimer', { schedule: DIRECTORY_SCHEDULE, handler: makeDirectoryTimer(deps), ...withClient });
  registerHttp(deps);

  // What happens then, each a story to read: a poll starts remediateAlert for new work, and followUp for what is watched
  df.app.orchestration(orchestrators.pollAlerts, pollAlerts);
  df.app.orchestration(orchestrators.refreshDirectory, refreshDirectory);
  df.app.orchestration(orchestrators.remediateAlert, remediateAlert);
  df.app.orchestration(orchestrators.followUp, followUp);
  df.app.orchestration(orchestrators.awaitWorklet, awaitWorklet);
  df.app.orchestration(orchestrators.verifyCleanup, verifyCleanup);
  df.app.orchestration(orchestrators.lookAtReboot, lookAtReboot);
  df.app.orchestration(orchestrators.intake, intake);
  df.app.orchestration(orchestrators.retention, retention);
  df.app.entity(entities.rateBudget, makeRateBudget(deps));
  df.app.entity(entities.deviceGate, makeDeviceGate(deps));
  df.app.entity(entities.fleetBreaker, makeFleetBreaker(deps));

  registerActivities(deps);
}

/** What touches the world. */
function registerActivities(deps: AppDeps): void {
  const withClient = { extraInputs: [df.input.durableClient()] };
  df.app.activity(activities.fetchAlertPages, { handler: makeFetchAlertPages(deps) });
  df.app.activity(activities.finishPoll, { handler: makeFinishPoll(deps) });
  df.app.activity(activities.startDueWork, { handler: makeStartDueWork(deps), ...withClient });
  df.app.activity(activities.readAccount, { handler: makeReadAccount(deps) });
  df.app.activity(activities.listAgents, { handler: makeListAgents(deps) });
  df.app.activity(activities.listServers, { handler: makeListServers(deps) });
  df.app.activity(activities.matchDevices, { handler: makeMatchDevices(deps) });
  df.app.activity(activities.readMacs, { handler: makeReadMacs(deps) });
  df.app.activity(activities.finishRefresh, { handler: makeFinishRefresh(deps) });
  df.app.activity(activities.openRequested, { handler: makeOpenRequested(deps) });
  df.app.activity(activities.inspectDisk, { handler: makeInspectDisk(deps) });
  df.app.activity(activities.inspectOffline, { handler: makeInspectOffline(deps) });
  df.app.activity(activities.inspectSite, { handler: makeInspectSite(deps) });
  df.app.activity(activities.inspectReboot, { handler: makeInspectReboot(deps) });
  df.app.activity(activities.readServer, { handler: makeReadServer(deps) });
  df.app.activity(activities.resolveAlerts, { handler: makeResolveAlerts(deps) });
  df.app.activity(activities.ensureTicket, { handler: makeEnsureTicket(deps) });
  df.app.activity(activities.readTicket, { handler: makeReadTicket(deps) });
  df.app.activity(activities.commentTicket, { handler: makeCommentTicket(deps) });
  df.app.activity(activities.closeTicket, { handler: makeCloseTicket(deps) });
  df.app.activity(activities.askApproval, { handler: makeAskApproval(deps) });
  df.app.activity(activities.confirmDevice, { handler: makeConfirmDevice(deps) });
  df.app.activity(activities.sendCommand, { handler: makeSendCommand(deps) });
  df.app.activity(activities.checkCommand, { handler: makeCheckCommand(deps) });
  df.app.activity(activities.recordResult, { handler: makeRecordResult(deps) });
  df.app.activity(activities.recordOutcome, { handler: makeRecordOutcome(deps) });
  df.app.activity(activities.purgeRows, { handler: makePurgeRows(deps) });
  df.app.activity(activities.purgeInstances, { handler: makePurgeInstances(deps), ...withClient });
}
