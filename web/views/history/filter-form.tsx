import type { ComponentChildren } from 'preact';
import { playbookName, playbookNames } from '../../lib/names.ts';
import { vendorText } from '../../lib/vendor-text.ts';
import { Field, Select } from '../../parts/dialog.tsx';
import { t } from '../../texts/index.ts';
import type { Filters } from './outcomes.ts';

/** The filters; the app applies them. `customers` are names by id. */
export function FilterForm(props: {
  readonly filters: Filters;
  readonly customers: Readonly<Record<string, string>>;
  readonly onChange: (changed: Partial<Filters>) => void;
  readonly onClear: () => void;
  readonly children: ComponentChildren;
}) {
  const { filters, customers, onChange } = props;
  const texts = t.history;
  return (
    <form class="filters" aria-label={texts.filters} onSubmit={(event) => event.preventDefault()}>
      <Field label={texts.from} type="date" value={filters.from} onInput={(from) => onChange({ from })} />
      <Field label={texts.to} type="date" value={filters.to} onInput={(to) => onChange({ to })} />
      <Select
        {...{ label: t.common.customer, value: filters.customer }}
        options={[['', t.common.allCustomers], ...customerChoices(customers, filters.customer)]}
        onChange={(customer) => onChange({ customer })}
      />
      <Select
        {...{ label: texts.playbook, value: filters.playbook }}
        options={[
          ['', texts.allPlaybooks],
          ...['none', ...playbookNames].map((name) => [name, playbookName(name)] as const),
        ]}
        onChange={(playbook) => onChange({ playbook })}
      />
      <Select
        {...{ label: texts.state, value: filters.state }}
        options={[['', texts.allStates], ...Object.entries(texts.states)]}
        onChange={(state) => onChange({ state })}
      />
      <Field label={texts.search} type="search" value={filters.search} onInput={(search) => onChange({ search })} />
      <div class="actions">
        <button type="button" onClick={props.onClear}>
          {texts.clear}
        </button>
        {props.children}
      </div>
    </form>
  );
}

/** By name; one that an address names is among them, whether it is known or not. */
function customerChoices(customers: Readonly<Record<string, string>>, chosen: string) {
  const known = Object.entries(customers).map(([id, name]) => [id, vendorText(name)] as const);
  const isThere = chosen === '' || Object.hasOwn(customers, chosen);
  const choices = isThere ? known : [...known, [chosen, t.common.customerNumber(Number(chosen))] as const];
  return choices.toSorted(([, one], [, other]) => one.localeCompare(other));
}
