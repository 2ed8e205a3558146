import { createHash } from 'node:crypto';

/** Returns the ETag of a content: the same for the same bytes, on every instance. */
export function contentEtag(content: string | Buffer): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

/** Returns whether the header `If-None-Match` names an ETag, so that a 304 is enough. */
export function isNamed(ifNoneMatch: string | null, etag: string): boolean {
  const names = (ifNoneMatch ?? '').split(',').map((name) => name.trim().replace(/^W\//, ''));
  return names.includes(etag) || names.includes('*');
}
