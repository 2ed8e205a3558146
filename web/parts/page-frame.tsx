import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../texts/index.ts';

/** Taller pages scroll in their frame. */
const MOST_HIGH = 6_000;

/**
 * Shows a page that the app made in a frame without an origin, a network or the dashboard's key.
 * The page is handed over as a text; nothing comes back but its height.
 */
export function PageFrame({ html, title }: { readonly html: string; readonly title: string }) {
  const ref = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(600);
  const post = (message: object) => ref.current?.contentWindow?.postMessage(message, '*');
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent<unknown>) => {
      if (source !== ref.current?.contentWindow || typeof data !== 'object' || data === null) return;
      if ('ready' in data) post({ html });
      if ('height' in data && typeof data.height === 'number')
        setHeight(Math.min(MOST_HIGH, Math.max(200, data.height)));
    };
    addEventListener('message', hear);
    // When the page changes the frame is there already.
    post({ html });
    return () => removeEventListener('message', hear);
  }, [html]);
  return (
    <>
      <p>
        <button type="button" onClick={() => post({ print: true })}>
          {t.report.print}
        </button>
      </p>
      <iframe {...{ ref, title, height }} src="/api/dashboard/frame.html" sandbox="allow-scripts allow-modals" />
    </>
  );
}
