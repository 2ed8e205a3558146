import type { ComponentChildren } from 'preact';
import { vendorText } from '../../lib/vendor-text.ts';
import { Field, Select } from '../../parts/dialog.tsx';
import { t } from '../../texts/index.ts';
import { customersOf, type Filters, type Outcome } from './outcomes.ts';

/** The filters; the choices are what the loaded rows hold. */
export function FilterForm(props: {
  readonly filters: Filters;
  readonly rows: readonly Outcome[];
  readonly onChange: (changed: Partial<Filters>) => void;
  readonly onClear: () => void;
  readonly children: ComponentChildren;
}) {
  const { filters, rows, onChange } = props;
  const texts = t.history;
  const playbooks = [...new Set(rows.map(({ playbook }) => playbook))].filter((name) => name !== '').sort();
  const states = Object.entries(texts.states);
  return (
    <form class="filters" aria-label={texts.filters} onSubmit={(event) => event.preventDefault()}>
      <Field label={texts.from} type="date" value={filters.from} onInput={(from) => onChange({ from })} />
      <Field label={texts.to} type="date" value={filters.to} onInput={(to) => onChange({ to })} />
      <Select
        {...{ label: t.common.customer, value: filters.customer }}
        options={[
          ['', t.common.allCustomers],
          ...customersOf(rows).map(([id, name]) => [id, vendorText(name)] as const),
        ]}
        onChange={(customer) => onChange({ customer })}
      />
      <Select
        {...{ label: texts.playbook, value: filters.playbook }}
        options={[['', texts.allPlaybooks], ...playbooks.map((name) => [name, t.common.playbook(name)] as const)]}
        onChange={(playbook) => onChange({ playbook })}
      />
      <Select
        {...{ label: texts.state, value: filters.state }}
        options={[['', texts.allStates], ...states]}
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
