import { endOf, type Mute, muteOf } from '../../domain/mutes/mute.ts';
import type { HistoryFacts, HistoryJudgement } from '../../domain/occurrences/course/history-facts.ts';
import { decideFollowUp } from '../../domain/occurrences/follow-up.ts';
import type { Judgement } from '../../domain/occurrences/judgement.ts';
import { siteKey } from '../../domain/occurrences/keys.ts';
import { closed, isFlapping, previousTicket } from '../../domain/occurrences/occurrence.ts';
import type { WatchedSite } from '../../domain/sites/site-watch.ts';
import { around } from '../../domain/sites/watch-sites.ts';
import { isBouncing } from '../../domain/tickets/reopening.ts';
import type { BoundPlaybook } from '../../playbooks/define-playbook.ts';
import { type AnyPlaybook, isPlaybook, playbookNamed, playbooks } from '../../playbooks/index.ts';
import { customerPolicy } from '../../policy/customer.ts';
import type { Policy } from '../../policy/policy.ts';
import { workletPurpose } from '../../policy/sections/worklets.ts';
import { classOf, type PastDevices } from '../devices.ts';
import { type OccurrenceBook, type Track, trackKey } from './occurrence-book.ts';
import type { Written } from './played.ts';
import { POLL_MS, pollAt } from './poll-grid.ts';
import type { SitePlay } from './site-play.ts';

/** What a history is played in. Times are epoch ms. */
export interface PlayWorld {
  readonly policy: Policy;
  readonly devices: PastDevices;
  /** Those that there were. */
  readonly mutes?: readonly Mute[];
  readonly from: number;
  /** Nothing is played beyond it: when the history was read. */
  readonly until: number;
}

/** What Atera recorded as an alert's end is taken for the end of its condition. */
const OVER: Judgement = { verdict: 'recovered', because: 'alert-ended', alertGone: true, contradicted: false };

type CustomerFacts = Pick<
  HistoryFacts,
  'timeZone' | 'businessHours' | 'hasMaintenanceWindows' | 'hasAutomox' | 'hasWorklet'
>;

/** The runs and follow-ups of the play: what the app's flows do, by the app's own decisions. */
export class OccurrencePlay {
  readonly written: Written[] = [];
  readonly #book: OccurrenceBook;
  readonly #sites: SitePlay;
  readonly #world: PlayWorld;
  readonly #bound = new Map<string, BoundPlaybook>();
  readonly #customers = new Map<number | undefined, CustomerFacts>();
  #tickets = 0;

  constructor(book: OccurrenceBook, sites: SitePlay, world: PlayWorld) {
    this.#book = book;
    this.#sites = sites;
    this.#world = world;
  }

  /** A site incident has begun or ended. */
  site(incident: WatchedSite, now: number): void {
    this.#sites.note(incident);
    const { customerId, endedAt } = incident;
    const occurrence = siteOccurrence(customerId);
    const track = this.#book.tracks.get(trackKey(occurrence));
    if (endedAt === undefined) this.#book.open({ ...occurrence, customerId }, now);
    else if (track) this.#book.wake(track, now);
  }

  /** Inspects an occurrence, if it is due now. */
  inspect(track: Track, now: number): void {
    const { condition } = track;
    if (track.dueAt !== now || condition.state === 'closed' || !isPlaybook(condition.playbook)) return;
    track.dueAt = undefined;
    if (this.#isMuted(track, now)) return;
    const judgement = this.#judge(track, now);
    if (condition.state === 'watching') this.#followUp(track, judgement, now);
    else this.#remediate(track, judgement, now);
  }

  /** What is muted and still listed waits for the end of the mute; what has a ticket ends as before. */
  #isMuted(track: Track, now: number): boolean {
    const { condition, open } = track;
    const mute = muteOf(this.#world.mutes ?? [], condition, now);
    if (!mute || open.size === 0 || condition.state === 'watching') return false;
    this.#book.wake(track, Math.max(pollAt(endOf(mute)), now + POLL_MS));
    return true;
  }

  #remediate(track: Track, judgement: HistoryJudgement, now: number): void {
    if (judgement.verdict === 'wait') {
      track.waitedFor = track.isWithSite ? WITH_SITE : judgement.because;
      this.#book.wake(track, Math.max(pollAt(judgement.until), now + POLL_MS));
      return;
    }
    if (judgement.verdict === 'recovered' && !this.#isFlapping(track)) return this.#close(track, now);
    track.waitedFor = judgement.verdict === 'recovered' ? 'flapping' : judgement.because;
    if (judgement.asks) {
      this.#write(track, 'question', now);
      track.condition = { ...track.condition, state: 'watching' };
      return;
    }
    this.#ticket(track, now);
    if (judgement.verdict === 'recovered') this.#book.wake(track, now + POLL_MS);
  }

  #followUp(track: Track, judgement: HistoryJudgement, now: number): void {
    const { condition } = track;
    const { watch } = this.#playbook(condition.playbook);
    const flapping = this.#isFlapping(track) || isBouncing(condition, watch);
    const { clearSince } = condition;
    const watched = { ...(clearSince !== undefined && { clearSince }), flapping, inspectedAt: now, judgement };
    const decision = decideFollowUp(watched, watch);
    if (decision.verdict === 'over') return this.#close(track, now);
    if (decision.verdict !== 'clear-once') return;
    track.condition = { ...condition, clearSince: decision.clearSince };
    this.#book.wake(track, Math.max(pollAt(decision.nextAt), now + POLL_MS));
  }

  #close(track: Track, now: number): void {
    const verdict = this.#isInSiteTicket(track) ? 'in-site-ticket' : 'passed';
    this.#book.settle(track, { verdict, because: 'alert-ended' });
    track.condition = closed(track.condition, now);
  }

  /** Its site had a ticket while it waited for that. */
  #isInSiteTicket({ waitedFor, condition: { customerId, openedAt } }: Track): boolean {
    if (waitedFor !== WITH_SITE || customerId === undefined) return false;
    const site = this.#book.tracks.get(trackKey(siteOccurrence(customerId)))?.condition;
    return site?.ticketId !== undefined && (site.state !== 'closed' || (site.closedAt ?? 0) >= openedAt);
  }

  /** A new ticket, or the last one again: nobody is taken to have touched it. */
  #ticket(track: Track, now: number): void {
    const { condition } = track;
    const { reopen, reopenWithinDays } = this.#world.policy;
    const previous = reopen === 'never' ? undefined : previousTicket(condition, reopenWithinDays);
    this.#write(track, previous === undefined ? 'ticket' : 'reopened', now);
    track.condition = {
      ...condition,
      state: 'watching',
      ticketId: previous ?? ++this.#tickets,
      reopens: previous === undefined ? [] : [...condition.reopens, now].slice(-REOPENS),
    };
  }

  #write(track: Track, what: 'ticket' | 'reopened' | 'question', at: number): void {
    const { playbook, customerId, deviceKey } = track.condition;
    const isSite = playbookNamed(playbook as AnyPlaybook['name']).site?.role === 'site';
    track.written = what;
    this.written.push({ kind: isSite ? 'site' : what, at, playbook, customerId, deviceKey });
  }

  #judge(track: Track, now: number): HistoryJudgement {
    const { condition, open } = track;
    const playbook = this.#playbook(condition.playbook);
    const { customerId, deviceKey, openedAt, ticketId } = condition;
    const incident = this.#sites.watch?.incidents.find((one) => one.customerId === customerId);
    const vendorQuiet = this.#sites.watch?.vendorQuietSince !== undefined;
    const ofSite = incident && playbook.siteFromHistory({ now, vendorQuiet, incident });
    if (ofSite) return ofSite;
    if (open.size === 0) return OVER;
    const alerts = [...open.values()];
    const quietSince = Math.max(...alerts.map(({ raisedAt }) => raisedAt));
    const { site } = around(this.#sites.watch, customerId, quietSince);
    track.isWithSite = site !== undefined && !vendorQuiet;
    return playbook.fromHistory({
      ...this.#customer(customerId),
      ...{ now, openedAt, open: alerts, vendorQuiet, hasTicket: ticketId !== undefined },
      deviceClass: classOf(this.#world.devices, deviceKey),
      site,
    });
  }

  #isFlapping({ condition }: Track): boolean {
    const { mayFlap, watch } = this.#playbook(condition.playbook);
    return mayFlap(classOf(this.#world.devices, condition.deviceKey)) && isFlapping(condition, watch.flapping);
  }

  #playbook(name: string): BoundPlaybook {
    const known = this.#bound.get(name) ?? playbookNamed(name as AnyPlaybook['name']).bind(this.#world.policy);
    this.#bound.set(name, known);
    return known;
  }

  #customer(customerId: number | undefined): CustomerFacts {
    const { policy, devices } = this.#world;
    const known = this.#customers.get(customerId);
    if (known) return known;
    const own = customerPolicy(policy, customerId, devices.accountTimeZone);
    const facts: CustomerFacts = {
      timeZone: own.timeZone,
      businessHours: own.businessHours,
      hasMaintenanceWindows: own.maintenanceWindows.length > 0,
      hasAutomox: policy.customers[String(customerId)]?.automox !== undefined,
      hasWorklet: (purpose, name) => own.worklets[workletPurpose(purpose, name)] !== undefined,
    };
    this.#customers.set(customerId, facts);
    return facts;
  }
}

const ofSites = playbooks.find(({ site }) => site?.role === 'site') as AnyPlaybook;

function siteOccurrence(customerId: number) {
  return { deviceKey: siteKey(customerId), conditionKey: ofSites.conditionKeyOf({}), playbook: ofSites.name };
}

/** What an alert waits for whose device is away together with its site. */
const WITH_SITE = 'site-away';

/** As many as a condition remembers. */
const REOPENS = 10;
