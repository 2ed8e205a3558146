import { withLocalTimes } from '../domain/time/local-times.ts';
import type { CustomerPolicy } from '../policy/customer.ts';
import type { KillSwitch } from '../storage/kill-switch.ts';
import { appEventTexts } from '../texts/app-event/index.ts';
import { eventId, type NotifyEvent } from './event.ts';

/** Returns what people are notified of the kill switch as it was set last; the same for the same change. */
export function killSwitchEvent(
  { on, reason, setBy, setAt = 0, revision }: KillSwitch,
  locale: Pick<CustomerPolicy, 'language' | 'timeZone'>,
): NotifyEvent {
  const texts = appEventTexts(locale.language);
  const said = { by: setBy, reason: reason.replace(/\.$/, '') };
  const text = on ? texts.killSwitchOn(said) : texts.killSwitchOff(said);
  const id = eventId('kill-switch-changed', revision);
  return { id, event: 'kill-switch-changed', at: setAt, text: withLocalTimes(text, locale) };
}
