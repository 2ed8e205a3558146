import type { Channel } from '../policy/sections/notify-section.ts';
import { type EventName, type Priority, priorities } from './event-names.ts';

/** What decides where an event is sent. */
export interface RoutedEvent {
  readonly event: EventName;
  readonly playbook?: string | undefined;
  readonly customerId?: number | undefined;
  readonly priority?: Priority | undefined;
}

type Routes = Pick<Channel, 'events' | 'playbooks' | 'customers' | 'minPriority'>;

/**
 * Returns true when a channel is notified of an event. A channel for some customers is notified of nothing
 * that names none: they may read it themselves. What has no playbook or no priority passes those
 * filters.
 */
export function isRoutedTo(channel: Routes, { event, playbook, customerId, priority }: RoutedEvent): boolean {
  const { events, playbooks, customers, minPriority } = channel;
  if (!events.includes(event)) return false;
  if (customers && (customerId === undefined || !customers.includes(customerId))) return false;
  if (playbooks && playbook !== undefined && !(playbooks as readonly string[]).includes(playbook)) return false;
  return !minPriority || priority === undefined || rank(priority) >= rank(minPriority);
}

function rank(priority: Priority): number {
  return priorities.indexOf(priority);
}
