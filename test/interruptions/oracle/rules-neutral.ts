import { type Rule, T, times } from './rule.ts';

/**
 * Sentences that claim nothing of the vendors, the device or a person that could be false: advice,
 * plans, doubts, definitions.
 */
export const neutralRules: readonly Rule[] = [
  // What a person should do.
  {
    says: /^(?:call the site|check (?:power|how full|the drive|the device|the source)|find out|free space|look (?:the|for)|reboot the device|restart the service|check (?:on|at once|why|whether)|see (?:on|at once|why|whether)|nothing; the app)/,
  },
  {
    says: /^(?:The app goes on inspecting it|Reboot it only if|It is checked again when it is back|It (?:came back|went away) several times)/,
  },
  { says: /^There is no second witness/ },
  { says: /^This ticket is (?:not )?closed by itself/ },
  { says: /^Their own offline alerts get no tickets meanwhile\.$/ },
  { says: /^The last one: / },
  // When it goes on.
  { says: times`it is (?:inspected|checked|asked) again ${T} UTC\.$` },
  { says: /it is checked once more|^It is (?:checked|asked|inspected) (?:again|once more)/i },
  { says: /^(?:The maintenance window is open until|The next maintenance window opens|No maintenance window is set)/ },
  { says: /^The ticket is (?:set to resolved|left to whoever works on it)\.$/ },
  { says: /^It keeps coming back: the ticket stays open/ },
  {
    says: /^Nothing is opened, asked or sent until (?:then|the mute ends); what is still open then is checked again\.$/,
  },
  // Doubts.
  { says: /nothing shows that it is newer than the alert|no reading (?:came in that )?is certain to be newer/ },
  { says: /^Atera raised an alert that .* whether it still is could not be verified\.$/ },
  { says: /could not be verified|The state of the device is not known\.$|^to read the state of the device; / },
  { says: /^Whether Windows still wants a reboot is not known\.$/ },
  { says: /^It is not known whether anyone is signed in/ },
  { says: /^(?:Whether anyone|Somebody) was signed in when this was proposed\b/ },
  // Atera's rows keep the last user: "as Atera last reported" is all that is said.
  { says: /^Somebody is signed in, as Atera last reported/ },
  {
    says: /^It was approved (?:for when nobody is|while nobody was known to be|with somebody) signed in, and (?:somebody is signed in, as Atera last reported|whether anybody is signed in is not known); its maintenance window is over\.$/,
  },
  { says: /^Automox(?:'s last scan is older than the alert|: its last scan| has not scanned| does not report)/ },
  { says: /^The alert says that a reboot is pending; / },
  // What the alert says, and what was read of it.
  { says: /^Atera's alert says "/ },
  { says: /^a reboot of the \w+ [\w-]+ is said to be pending\b/ },
  { says: times`^${T} UTC \((?:alert raised|a person asked)\), checked again ${T} UTC\.$` },
  { says: times`^The (?:alert was raised .*|condition came back at ${T} UTC)\.$` },
  {
    says: /^(?:The remediation app has detected the same condition|Another firing of a condition|Taken up by|Waits for the playbook)\b/,
  },
  { says: /^Listed by the poll; nothing is decided yet\.$/ },
  {
    says: /^It (?:may be away for the grace|was found offline once so far|may pass)|^Its whole site is quiet|^Nobody is at work/,
  },
  { says: /^Atera no longer lists the alert/ },
  { says: times`^Automox: (?:connected|disconnected)\b` },
  { says: /^Automox reports nothing: / },
  {
    says: /^Not back after a reboot: |^Offline, maybe because of its reboot: |^Reboot (?:not proven|pending by its alert|alert)\b|^Disk C: alert could not be verified on /,
  },
  { says: /^Nor could a ticket be written\.$/ },
];
