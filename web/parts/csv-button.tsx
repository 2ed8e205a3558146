import { useState } from 'preact/hooks';
import { getText } from '../api/client.ts';
import { countText } from '../lib/times.ts';
import { useAction } from '../lib/use-loaded.ts';
import { t } from '../texts/index.ts';
import { failureText } from './basics.tsx';

/**
 * Downloads a CSV, all its parts as one file. Through fetch, because a link could not carry the key
 * without showing it in the address.
 */
export function CsvButton({ path, name }: { readonly path: string; readonly name: string }) {
  return <DownloadButton {...{ path, name }} text={t.history.csv} type="text/csv" />;
}

interface DownloadProps {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly type: string;
}

/** The same for any text that the app serves. */
export function DownloadButton({ path, name, text, type }: DownloadProps) {
  const [rows, setRows] = useState(0);
  const { isBusy, error, run } = useAction();
  const download = async () => save({ name, type }, await allParts(path, setRows));
  return (
    <>
      <button type="button" disabled={isBusy} onClick={() => void run(download)}>
        {isBusy ? t.history.csvBusy(countText(rows)) : text}
      </button>
      {error && (
        <span class="inline-error" role="alert">
          {failureText(error)}
        </span>
      )}
    </>
  );
}

/** Each part starts with the line of names; only the first one's is kept. */
async function allParts(path: string, onChange: (rows: number) => void): Promise<string[]> {
  const parts: string[] = [];
  let rows = 0;
  let token: string | undefined;
  do {
    const { text, next } = await getText(token ? `${path}&continuationToken=${encodeURIComponent(token)}` : path);
    parts.push(parts.length === 0 ? text : text.slice(text.indexOf('\r\n') + 2));
    rows += Math.max(0, text.split('\r\n').length - 2);
    onChange(rows);
    token = next;
  } while (token !== undefined);
  return parts;
}

interface Kind {
  readonly name: string;
  readonly type: string;
}

function save({ name, type }: Kind, parts: readonly string[]): void {
  const [first = '', ...rest] = parts;
  // `Response.text()` has taken the byte order mark away, and a spreadsheet needs it.
  const mark = type !== 'text/csv' || first.startsWith('\ufeff') ? '' : '\ufeff';
  const address = URL.createObjectURL(new Blob([mark, first, ...rest], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
