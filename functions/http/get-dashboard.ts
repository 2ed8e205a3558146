import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import {
  builtDashboard,
  type DashboardFile,
  type Encoding,
  encodings,
  readDashboard,
} from '../dashboard/dashboard-files.ts';
import { isNamed } from './parts/etags.ts';
import { problem } from './parts/problem.ts';

/** Nothing inline, nothing from elsewhere, in no frame, and no text ever becomes markup. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * The frame that shows a printable page: without an origin of its own, without a network, in the
 * dashboard only. The page's own styles are inline, because it must also print when it was saved.
 */
const FRAME_POLICY = [
  'sandbox allow-scripts allow-modals',
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const FRAME = 'frame.html';
const YEAR_SECONDS = 31_536_000;

const NOT_BUILT = 'The dashboard is not part of this build: run `npm run build` or `npm run package`.';

/**
 * `GET /api/dashboard[/*]` (anonymous): the built files of the dashboard and nothing else. 200, 304
 * for an ETag the browser has, 404 for any other name. Holds no datum: those come from the other
 * routes, with a key. Nothing is read before the first request.
 */
export function makeGetDashboard(folder?: string) {
  let files: Promise<ReadonlyMap<string, DashboardFile>> | undefined;
  return async (request: HttpRequest): Promise<HttpResponseInit> => {
    const built = builtDashboard(folder);
    if (built === undefined) return problem(404, 'Not found', NOT_BUILT);
    files ??= readDashboard(built).catch((error) => {
      files = undefined;
      throw error;
    });
    const name = request.params.path || 'index.html';
    const file = (await files).get(name);
    if (!file) return problem(404, 'Not found', 'The dashboard has no file of this name.');
    const headers = headersOf(name, file);
    if (isNamed(request.headers.get('if-none-match'), file.etag)) return { status: 304, headers };
    const encoding = encodingFor(request.headers.get('accept-encoding') ?? '', file);
    return {
      headers: { ...headers, 'content-type': file.type, ...(encoding && { 'content-encoding': encoding }) },
      body: (encoding && file.packed[encoding]) ?? file.content,
    };
  };
}

function headersOf(name: string, { etag, isImmutable }: DashboardFile): Record<string, string> {
  return {
    etag,
    vary: 'accept-encoding',
    'cache-control': isImmutable ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
    'content-security-policy': name === FRAME ? FRAME_POLICY : PAGE_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** What the browser takes without a zero weight, the smaller first. */
function encodingFor(accepted: string, { packed }: DashboardFile): Encoding | undefined {
  const takes = (name: string) => new RegExp(`(^|,)\\s*${name}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))|,|$)`).test(accepted);
  return encodings.find((name) => packed[name] !== undefined && takes(name));
}
