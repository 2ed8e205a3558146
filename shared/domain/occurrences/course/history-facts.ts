import type { DeviceClass } from '../../devices/device-class.ts';
import type { SiteQuiet, WatchedSite } from '../../sites/site-watch.ts';
import type { WeeklySpan } from '../../time/business-hours.ts';
import type { Judgement } from '../judgement.ts';

/** One alert of an occurrence, as an account's history has it. Times are epoch ms. */
export interface PastAlert {
  readonly raisedAt: number;
  /** When a poll would have listed it for the first time. */
  readonly firstListedAt: number;
  readonly severity?: 'Information' | 'Warning' | 'Critical' | 'unknown' | undefined;
  /** What it names beside its device, as its playbook's schema has it. */
  readonly details?: unknown;
  /** Atera takes it away by itself, so that an open one is current. */
  readonly isByAtera: boolean;
}

/**
 * What a back-test knows of an occurrence at one moment of the past: its alerts, and nothing that a
 * device reported. Times are epoch ms.
 */
export interface HistoryFacts {
  readonly now: number;
  readonly openedAt: number;
  readonly hasTicket: boolean;
  /** Its alerts that were open then, oldest first; never an empty list. */
  readonly open: readonly PastAlert[];
  /** Absent for a device of which no more is known than its alert. */
  readonly deviceClass?: DeviceClass | undefined;
  /** Given while its site had an incident that it belongs to. */
  readonly site?: SiteQuiet | undefined;
  /** While Atera itself was suspected. */
  readonly vendorQuiet: boolean;
  /** IANA. */
  readonly timeZone: string;
  readonly businessHours: readonly WeeklySpan[];
  readonly hasMaintenanceWindows: boolean;
  /** The customer is assigned to Automox, so that something could be done on its devices. */
  readonly hasAutomox: boolean;
  /** Whether the customer has a worklet for this purpose, and for this name where there is one for each. */
  readonly hasWorklet: (purpose: string, name?: string) => boolean;
}

/** The same of a site, which has no alerts of its own. */
export type SiteHistoryFacts = Pick<HistoryFacts, 'now' | 'vendorQuiet'> & { readonly incident: WatchedSite };

/**
 * What a playbook makes of it. `asks` = a person would be asked about an action before a ticket is
 * written.
 */
export type HistoryJudgement = Judgement & { readonly asks?: boolean };
