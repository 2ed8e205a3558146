import type { z } from 'zod';
import type { AlertTexts } from '../domain/alerts/read-alert.ts';
import type { DeviceClass } from '../domain/devices/device-class.ts';
import type { HistoryFacts, HistoryJudgement, SiteHistoryFacts } from '../domain/occurrences/course/history-facts.ts';
import type { Judgement } from '../domain/occurrences/judgement.ts';
import type { WatchRules } from '../domain/occurrences/watch-rules.ts';
import type { Mode } from '../policy/ladder.ts';
import type { Language } from '../texts/language.ts';

/** What one text of an alert names beside its device. */
export interface NamedValues {
  /** As `parseVolume` writes them. */
  readonly volumes?: readonly string[];
  /** What else it is about, as the playbook writes it: the name of a service. */
  readonly name?: string;
  /** Used percent above which Atera raises the alert. */
  readonly thresholdPercent?: number;
}

/** One text of an alert that points to a playbook. */
export interface Hint extends NamedValues {
  readonly from: 'title' | 'message';
  /** A hint of strength 1 needs the alert's category on its side; one of 0 only names something. */
  readonly strength: 0 | 1 | 2;
}

/** What the built-in words of a playbook find in an alert. */
export interface Recognised {
  readonly hints: readonly Hint[];
  /**
   * Why the alert is left alone although it speaks of the playbook's matter: a clause for after a
   * colon, without a full stop.
   */
  readonly leftBecause?: string;
  /** The text itself denies the condition, which beats a tenant's pattern. */
  readonly denied?: true;
  /**
   * The texts of its hints are sentences of its own, whole: what other words find in them stands in
   * a name.
   */
  readonly ownsTexts?: true;
  /**
   * The playbook's section of the policy itself names such alerts, so nothing is voted on: it takes
   * what no other playbook does (`rest`), or all of them.
   */
  readonly claims?: 'rest' | 'all';
}

/**
 * The details that the hints agree on and how the outcome puts it (`that drive C: is full`), or why
 * they give none.
 */
export type DetailsFound<Details> =
  | { readonly details: Details; readonly says?: string }
  | { readonly unclear: string };

/** How a playbook recognises its alerts. */
export interface Recognition<Details, Section = unknown> {
  /** What the built-in words find, and what the playbook's section of the policy adds to them. */
  readonly inTexts: (alert: AlertTexts, section: Section, language: Language) => Recognised;
  /** Atera's categories that speak for it (1) or against it (-1). */
  readonly categories: Readonly<Record<string, number>>;
  /**
   * The patterns a tenant may add under `classification`: what they are for, and a placeholder they
   * must hold. Absent = none.
   */
  readonly patterns?: {
    readonly description: string;
    readonly needs?: { readonly placeholder: string; readonly because: string };
  };
  /** From what the texts name. Default: nothing is named beside the device. */
  readonly detailsIn?: (hints: readonly Hint[], section: Section, language: Language) => DetailsFound<Details>;
  /**
   * False for alerts that Atera has no monitor for and so never takes away by itself. Default: its
   * own words decide.
   */
  readonly byAteraItself?: false;
  /**
   * `guid`: its alerts are about devices without an agent, which only their GUID names. `any`:
   * about whatever they name, an agent, a GUID or no more than a customer. Default: about agents.
   */
  readonly device?: 'guid' | 'any';
}

/**
 * What a person may ask for on a device without an alert: the body's own members, and the details
 * they give.
 */
export interface Request<Section, Details> {
  readonly details: (asked: { readonly drive?: string | undefined }, section: Section) => Details;
  /** Members of the body that belong to this playbook alone. */
  readonly members?: readonly 'drive'[];
}

/** Everything about a playbook that is not its flow. */
export interface PlaybookSpec<
  Name extends string,
  Key extends string,
  Section extends z.ZodType,
  Details extends z.ZodType,
> {
  /** Its name in outcomes, rows and requests, in kebab-case. */
  readonly name: Name;
  /** Its name in texts, with a capital: `Disk space`. */
  readonly label: Readonly<Record<Language, string>>;
  /** Its section of the policy file; a playbook may share another's. */
  readonly policy: { readonly section: Key; readonly schema: Section; readonly isShared?: true };
  /** The most it may be given, whatever the policy says. */
  readonly ceiling: Mode;
  /** What its alerts name beside the device: kept in the rows as JSON. */
  readonly details: Details;
  /** The condition of the device that these details name. */
  readonly conditionKey: (details: z.output<Details>) => string;
  /** The condition in a headline, as a noun in the singular: `disk space of C:`. */
  readonly condition: (details: z.output<Details>, language: Language) => string;
  /** The limit an alert names, in percent: a later alert with a higher one is worse. */
  readonly limit?: (details: z.output<Details>) => number | undefined;
  readonly watch: (section: z.output<Section>) => WatchRules;
  /** False for a device that is switched on and off by nature. Default: every device may flap. */
  readonly mayFlap?: (deviceClass: DeviceClass | undefined, section: z.output<Section>) => boolean;
  /** Minutes that a run waits within its history at the most, a question to a person apart. */
  readonly longestWaitMinutes: (section: z.output<Section>) => number;
  /**
   * What it makes of alerts of the past that stand, of which a back-test knows no more. Default: a
   * ticket at once.
   */
  readonly fromHistory?: (facts: HistoryFacts, section: z.output<Section>) => HistoryJudgement;
  /** What its alerts are to the site rule, or that it is the one of a site. Default: nothing. */
  readonly site?: SiteRole<z.output<Section>>;
  /** Absent for one that no alert starts. */
  readonly recognition?: Recognition<z.output<Details>, z.output<Section>>;
  /** Absent for one that only its alert can prove. */
  readonly request?: Request<z.output<Section>, z.output<Details>>;
  /**
   * What its Automox worklet is for: the name under `worklets` in the policy. `each` = there is one
   * for each of these (`service`).
   */
  readonly worklet?: { readonly purpose: string; readonly description: string; readonly each?: string };
}

/** Part of a playbook in the site rule. */
export type SiteRole<Section> =
  /** Its alerts say that an agent is away; a workstation is missed after so many minutes. */
  | { readonly role: 'away'; readonly missedAfterMinutes: (section: Section) => number }
  /** Its alerts say that a device without an agent is down. */
  | { readonly role: 'down' }
  | { readonly role: 'site'; readonly fromHistory: (facts: SiteHistoryFacts, section: Section) => Judgement };

/** A playbook bound to one policy, without the type of its section. */
export interface BoundPlaybook {
  readonly watch: WatchRules;
  readonly longestWaitMinutes: number;
  mayFlap(deviceClass: DeviceClass | undefined): boolean;
  /** What it makes of alerts of the past that stand. */
  fromHistory(facts: HistoryFacts): HistoryJudgement;
  /** The same of a site; undefined for all but the one of sites. */
  siteFromHistory(facts: SiteHistoryFacts): Judgement | undefined;
  /** After how long a workstation is missed; undefined where its alerts say nothing of that. */
  readonly missedAfterMinutes: number | undefined;
  /** What it finds in an alert; undefined when no alert starts it. */
  inTexts(alert: AlertTexts, language: Language): Recognised | undefined;
  /** The details that the hints of an alert agree on. */
  detailsIn(hints: readonly Hint[], language: Language): DetailsFound<unknown>;
}

/** What the details of a condition say, in words and numbers. */
export interface Described {
  readonly condition: string;
  readonly limit: number | undefined;
}

/** A playbook's definition, with what the app asks of any playbook whatever its types. */
export interface PlaybookDefinition<
  Name extends string = string,
  Key extends string = string,
  Section extends z.ZodType = z.ZodType,
  Details extends z.ZodType = z.ZodType,
> extends PlaybookSpec<Name, Key, Section, Details> {
  /** Returns its own section of a policy. Throws when the policy does not hold it. */
  rulesIn(policy: Readonly<Record<string, unknown>>): z.output<Section>;
  /** Returns the details of a condition. Throws `ZodError` for details of another playbook. */
  detailsOf(about: { readonly details?: unknown }): z.output<Details>;
  /**
   * The same for a row that is one of many, which must not stop the others: undefined for details
   * that do not fit.
   */
  readableDetailsOf(about: { readonly details?: unknown }): z.output<Details> | undefined;
  bind(policy: Readonly<Record<string, unknown>>): BoundPlaybook;
  /**
   * The key of the condition that details name which the playbook has just made. Throws `ZodError`
   * for those of another playbook.
   */
  conditionKeyOf(details: unknown): string;
  /**
   * What stored details say. Never throws: of those that do not fit, the playbook's label is all
   * that is returned.
   */
  describe(details: unknown, language: Language): Described;
}

/** Returns the definition of a playbook, to be entered in the list of `index.ts`. */
export function definePlaybook<
  const Name extends string,
  const Key extends string,
  Section extends z.ZodType,
  Details extends z.ZodType,
>(spec: PlaybookSpec<Name, Key, Section, Details>): PlaybookDefinition<Name, Key, Section, Details> {
  const rulesIn = (policy: Readonly<Record<string, unknown>>): z.output<Section> => {
    const section = policy[spec.policy.section];
    if (section === undefined) throw new Error(`The policy lacks the section ${spec.policy.section}`);
    // Checked when the policy was read.
    return section as z.output<Section>;
  };
  const detailsOf = ({ details }: { readonly details?: unknown }) => spec.details.parse(details ?? {});
  const readableDetailsOf = ({ details }: { readonly details?: unknown }) => spec.details.safeParse(details ?? {}).data;
  return {
    ...spec,
    rulesIn,
    detailsOf,
    readableDetailsOf,
    bind: (policy) => {
      const section = rulesIn(policy);
      return {
        watch: spec.watch(section),
        longestWaitMinutes: spec.longestWaitMinutes(section),
        mayFlap: (deviceClass) => spec.mayFlap?.(deviceClass, section) ?? true,
        fromHistory: (facts) => spec.fromHistory?.(facts, section) ?? STANDS,
        siteFromHistory: (facts) => (spec.site?.role === 'site' ? spec.site.fromHistory(facts, section) : undefined),
        missedAfterMinutes: spec.site?.role === 'away' ? spec.site.missedAfterMinutes(section) : undefined,
        inTexts: (alert, language) => spec.recognition?.inTexts(alert, section, language),
        detailsIn: (hints, language) => spec.recognition?.detailsIn?.(hints, section, language) ?? { details: {} },
      };
    },
    conditionKeyOf: (details) => spec.conditionKey(detailsOf({ details })),
    describe: (given, language) => {
      const details = readableDetailsOf({ details: given });
      return details === undefined
        ? { condition: labelInSentence(spec.label, language), limit: undefined }
        : { condition: spec.condition(details, language), limit: spec.limit?.(details) };
    },
  };
}

const STANDS = { verdict: 'holds', because: 'alert-open' } as const;

/** Its name within a sentence: English has no capital there. */
function labelInSentence(label: Readonly<Record<Language, string>>, language: Language): string {
  const name = label[language];
  return language === 'en' ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}
