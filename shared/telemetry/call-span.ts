import type { OnCall } from '../http/request-json.ts';
import type { EndedSpan } from './spans.ts';

/** Returns the span of a request to a vendor that has just ended. `now` is epoch ms. */
export function callSpan(
  { vendor, method, pathTemplate, status, seconds }: Parameters<OnCall>[0],
  now: number,
): EndedSpan<'rmm.vendor.call'> {
  const isStatus = typeof status === 'number';
  const failed = !isStatus || status >= 400;
  return {
    name: 'rmm.vendor.call',
    startedAt: now - seconds * 1_000,
    endedAt: now,
    failed,
    attributes: {
      'rmm.vendor': vendor,
      'http.request.method': method,
      'url.template': pathTemplate,
      ...(isStatus && { 'http.response.status_code': status }),
      ...(failed && { 'error.type': String(status) }),
    },
  };
}
