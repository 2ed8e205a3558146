import { plainText } from '../domain/text/plain-text.ts';
import { isPlaybook, playbookNamed } from '../playbooks/index.ts';

/** What shows who raised an alert: its texts as Atera lists them. */
interface AlertOrigin {
  readonly title: string;
  /** Absent where only the title is known. */
  readonly message?: string | undefined;
}

/** As much of a text as the client keeps. */
const MAX_LENGTH = 2_000;

/** A percentage as any locale writes it. */
const PERCENT = String.raw`\d[\d.,'’ ]{0,12} ?%`;

/** What Atera says of a Windows service that it watches (vendor-apis 1.6 [C]). */
const SERVICE_STOPPED = /^(?:the )?windows service ?\(.{0,300}\) state is stopped\.?$/iu;

/**
 * Titles of Atera's own monitors, whole (vendor-apis 1.6 [C]): a script that quotes one within a
 * longer title is a script.
 */
const OWN_TITLES: readonly RegExp[] = [
  /^machine status unknown$/iu,
  /^device down$/iu,
  /^disk usage ?\([^()]{1,64}\)$/iu,
  /^(?:cpu load|memory usage)$/iu,
  SERVICE_STOPPED,
];

/**
 * Their messages (vendor-apis 1.6 [C]), which stay when a tenant renames the title of a threshold.
 */
const OWN_MESSAGES: readonly RegExp[] = [
  /^(?:machine status unknown ?[-–—:] ?)?(?:the )?agent has not (?:established communication|communicated|made contact) within the expected interval\.?$/iu,
  new RegExp(
    String.raw`^the (?:disk usage|cpu load|memory usage) ?(?:\([^()]{1,64}\))? ?${PERCENT} is (?:greater|higher|lower|less) than the threshold of ${PERCENT}`,
    'iu',
  ),
  SERVICE_STOPPED,
];

/**
 * Returns whether Atera takes the alert away by itself: by its texts, unless Atera has no monitor
 * for what its playbook is about.
 */
export function endedByAtera(alert: AlertOrigin & { readonly playbook: string }): boolean {
  const recognition = isPlaybook(alert.playbook) ? playbookNamed(alert.playbook).recognition : undefined;
  return recognition?.byAteraItself !== false && selfResolves(alert);
}

/**
 * Returns whether Atera takes the alert away by itself, 2 to 5 minutes after its condition ended
 * (vendor-apis 1.6 [D]): then one that it still lists is current. True only for Atera's own
 * monitors in Atera's own words. An alert that a script, the API or a tenant's own text made stays
 * until somebody resolves it, and says something only of the moment it was raised. What is not known
 * counts as made by a script.
 */
function selfResolves({ title, message = '' }: AlertOrigin): boolean {
  const [ownTitle, ownMessage] = [plainText(title, MAX_LENGTH), plainText(message, MAX_LENGTH)];
  // The message decides where there is one: a script may borrow a title, and a renamed threshold
  // keeps its message.
  return ownMessage === ''
    ? OWN_TITLES.some((pattern) => pattern.test(ownTitle))
    : OWN_MESSAGES.some((pattern) => pattern.test(ownMessage));
}
