import { useState } from 'preact/hooks';
import { get } from '../../api/client.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { Empty, Failure, Loading } from '../../parts/basics.tsx';
import { DownloadButton } from '../../parts/csv-button.tsx';
import { Field } from '../../parts/dialog.tsx';
import { t } from '../../texts/index.ts';
import { type OpenApi, operationsOf, type Placed } from './openapi.ts';
import { OperationDetails } from './operation-details.tsx';

/** The view *API*: every route, rendered from the document that the app serves. */
export function ReferenceView() {
  const { data, error, again } = useLoaded('openapi', (signal) => get<OpenApi>('/openapi.json', signal));
  const [search, setSearch] = useState('');
  if (error) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  const wanted = search.trim().toLowerCase();
  const all = operationsOf(data);
  const found = all.filter(({ method, path, operation: { summary = '' } }) =>
    `${method} ${path} ${summary}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <p class="muted">
        {t.reference.about(data.info.version)}{' '}
        <DownloadButton path="/openapi.json" name="openapi.json" text="openapi.json" type="application/json" />
      </p>
      <div class="filters">
        <Field label={t.reference.search} type="search" value={search} onInput={setSearch} />
      </div>
      {found.length === 0 && <Empty text={t.reference.none} />}
      {[...Map.groupBy(found, tagOf)].map(([tag, placed]) => (
        <section key={tag}>
          <h2>{tag}</h2>
          <ul class="plain operations">
            {placed.map((one) => (
              <OperationLine key={`${one.method} ${one.path}`} document={data} placed={one} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const tagOf = ({ operation }: Placed) => operation.tags?.[0] ?? '';

function OperationLine({ document, placed }: { readonly document: OpenApi; readonly placed: Placed }) {
  const [isOpen, setOpen] = useState(false);
  const { method, path, operation } = placed;
  return (
    <li class="card operation">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span class={`method ${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
          <span class="muted">{operation.summary}</span>
        </summary>
        {isOpen && <OperationDetails document={document} operation={operation} />}
      </details>
    </li>
  );
}
