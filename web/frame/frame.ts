/**
 * The script of the frame that shows a printable page. The frame has no origin of its own and no
 * network; it takes a page from the dashboard, shows it, says how high it is, and prints it when
 * asked. Scripts in the page never run: the frame's content policy allows only this file.
 */
const dashboard = window.parent;

function say(message: { readonly ready: true } | { readonly height: number }): void {
  // A frame without an origin cannot name one; the dashboard checks which window speaks.
  dashboard.postMessage(message, '*');
}

addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source !== dashboard || typeof data !== 'object' || data === null) return;
  if ('html' in data && typeof data.html === 'string') show(data.html);
  if ('print' in data) print();
});

function show(html: string): void {
  document.documentElement.innerHTML = html;
  new ResizeObserver(() => say({ height: document.documentElement.scrollHeight })).observe(document.body);
}

say({ ready: true });
