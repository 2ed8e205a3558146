import { useEffect, useId, useState } from 'preact/hooks';
import { get } from '../../api/client.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { failureText, Vendor } from '../../parts/basics.tsx';
import { Field } from '../../parts/dialog.tsx';
import { t } from '../../texts/index.ts';
import type { Choices, DeviceChoice, Prefilled } from './mutes-data.ts';

interface Props {
  readonly prefilled: Prefilled;
  readonly device: DeviceChoice | undefined;
  readonly onChoose: (device: DeviceChoice | undefined) => void;
}

/** So long after the last letter it is searched. */
const PAUSE_MS = 250;

/** A device of the last listing, by a part of its name; one that was named elsewhere is chosen already. */
export function DeviceSearch({ prefilled, device, onChoose }: Props) {
  const [typed, setTyped] = useState(prefilled.name || prefilled.device);
  const [wanted, setWanted] = useState(prefilled.device);
  useEffect(() => {
    const timer = setTimeout(
      () => setWanted(typed.trim() === prefilled.name ? prefilled.device : typed.trim()),
      PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useLoaded(`devices ${wanted}`, async (signal) =>
    wanted === '' ? undefined : get<Choices>(`/mute-choices?search=${encodeURIComponent(wanted)}`, signal),
  );
  const devices = found.data?.devices ?? [];
  useEffect(() => {
    const named = devices.find(({ key }) => key === prefilled.device);
    if (named && !device) onChoose(named);
  }, [found.data]);
  const texts = t.mutes.form;
  return (
    <fieldset class="device-search">
      <legend class="hidden">{texts.device}</legend>
      <Field label={texts.search} type="search" value={typed} onInput={setTyped} max={100} hint={texts.searchHint} />
      <p class="muted" role="status">
        {found.error ? failureText(found.error) : wanted === '' || found.isLoading ? '' : texts.found(devices.length)}
        {found.data?.moreDevices ? ` ${texts.more}` : ''}
      </p>
      <ul class="plain choices">
        {withChosen(devices, device).map((one) => (
          <Choice key={one.key} one={one} isChosen={one.key === device?.key} onChoose={onChoose} />
        ))}
      </ul>
    </fieldset>
  );
}

function Choice({ one, isChosen, onChoose }: { one: DeviceChoice; isChosen: boolean; onChoose: Props['onChoose'] }) {
  const id = useId();
  return (
    <li>
      <input {...{ id, type: 'radio', name: 'device', checked: isChosen }} onChange={() => onChoose(one)} />
      <label for={id}>
        <Vendor text={one.name} fallback={one.key} />{' '}
        <span class="muted">
          <Vendor text={one.customer?.name} fallback={one.customer ? t.common.customerNumber(one.customer.id) : ''} />
        </span>
      </label>
    </li>
  );
}

/** What was chosen stays, whatever is searched for next. */
function withChosen(devices: readonly DeviceChoice[], device: DeviceChoice | undefined): readonly DeviceChoice[] {
  return device && !devices.some(({ key }) => key === device.key) ? [device, ...devices] : devices;
}
