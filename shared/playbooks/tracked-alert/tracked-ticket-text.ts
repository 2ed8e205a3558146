import type { DeviceClass } from '../../domain/devices/device-class.ts';
import type { OccurrenceKey } from '../../domain/occurrences/keys.ts';
import { inSentence } from '../../domain/text/in-sentence.ts';
import { deviceLabel, type TicketText, utc } from '../../domain/tickets/ticket-text.ts';
import type { TrackedJudgement } from './decide-tracked.ts';

/** The facts a tracked alert is told from. Times are epoch ms. */
export interface TrackedFacts {
  readonly key: OccurrenceKey;
  readonly deviceName?: string;
  readonly deviceClass?: DeviceClass | undefined;
  /** The name of the class. */
  readonly name: string;
  readonly because: TrackedJudgement['because'];
  /** What the newest alert says. */
  readonly says?:
    | { readonly title: string; readonly message?: string | undefined; readonly severity?: string | undefined }
    | undefined;
  /** How many alerts Atera has open. */
  readonly open: number;
  readonly raisedAt: number;
  readonly inspectedAt: number;
  readonly flapping: boolean;
  /** As the policy says for the class. */
  readonly priority?: TicketText['priority'] | undefined;
}

/** What there is to tell: what Atera says, and that the app can tell nothing more. */
export function trackedTicketText(facts: TrackedFacts): TicketText {
  const { name, flapping, because, raisedAt, inspectedAt } = facts;
  const device = deviceLabel(facts);
  const label = inSentence(name);
  return {
    headline: `${label} ${flapping ? 'keeps coming back ' : ''}on ${device}`,
    what:
      because === 'alert-ended'
        ? `Atera raised alerts of the class "${label}" for ${device} several times recently, and each ended.`
        : `Atera raised an alert for ${device} that the policy tracks as "${label}".`,
    ...{ raisedAt, inspectedAt },
    evidence: `${saysText(facts)} ${stateText(facts)}`,
    tried: 'nothing was changed on the device; the app cannot inspect what such an alert is about.',
    untouched: true,
    advice: adviceOf(facts),
    closesWhen: 'Atera has had no such alert open for a while',
    ...urgency(facts),
  };
}

/** One or two sentences for outcome rows. */
export function trackedSummary({ name, because, open, flapping }: TrackedFacts, until?: number): string {
  const label = inSentence(name);
  switch (because) {
    case 'alert-ended':
      return `Atera no longer has the alert open (${label}).${flapping ? ' It came back several times recently.' : ''}`;
    case 'may-pass':
      return `It may pass by itself (${label})${until === undefined ? '' : `; it is checked again ${utc(until)}`}.`;
    case 'alert-open':
      return `Atera has ${open === 1 ? 'the alert' : `${open} such alerts`} open (${label}).`;
    case 'alert-lost':
      return `Whether the alert has ended is unknown (${label}): the app has lost its row.`;
  }
}

function saysText({ says }: TrackedFacts): string {
  if (!says) return "What Atera's alert says is not known any more.";
  const message = inSentence(says.message ?? '');
  const more = message === '' ? '' : `: "${message}"`;
  const severity = says.severity === undefined || says.severity === 'unknown' ? '' : ` (severity ${says.severity})`;
  return `Atera's alert${severity} says "${inSentence(says.title)}"${more}.`;
}

function stateText({ because, open, inspectedAt }: TrackedFacts): string {
  if (because === 'alert-ended') return `It has ended in Atera (checked ${utc(inspectedAt)}).`;
  if (because === 'alert-lost') return 'Whether it has ended is unknown: the app has lost its row.';
  const more = open > 1 ? `, with ${open - 1} more of its class on this device` : '';
  return `It is open in Atera${more} (checked ${utc(inspectedAt)}).`;
}

function adviceOf({ because, flapping }: TrackedFacts): string {
  const cause = ' It came back several times recently: look for the cause.';
  if (because === 'alert-ended') return `nothing now.${cause}`;
  return `follow up on what the alert says. An alert of Atera's own monitors ends by itself; one that a script or the API made stays until somebody resolves it in Atera.${flapping ? cause : ''}`;
}

const BY_SEVERITY: Readonly<Record<string, TicketText['priority']>> = {
  Critical: 'High',
  Warning: 'Medium',
  Information: 'Low',
};

function urgency({ priority, says, deviceClass }: TrackedFacts): Pick<TicketText, 'priority' | 'impact'> {
  const given = priority ?? BY_SEVERITY[says?.severity ?? ''] ?? 'Medium';
  if (deviceClass === 'server') return { priority: given, impact: 'ServerIssue' };
  return { priority: given, impact: given === 'High' || given === 'Critical' ? 'Major' : 'Minor' };
}
