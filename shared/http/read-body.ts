/**
 * The largest body read, in bytes. A page of 50 agents or tickets is some hundred kB; a page with a
 * few 1 MB titles must still come through; and ten activities at once must fit into the memory of a
 * small plan (1.5 GB).
 */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/**
 * What a body turned out to hold, judged by its content: vendors label JSON as text and HTML as
 * JSON.
 */
export type BodyReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'too-large' };

/**
 * Drains `body` once, at most `MAX_BODY_BYTES`, and parses it. Rejects only when the connection
 * breaks or is aborted.
 */
export async function readBody(body: AsyncIterable<Buffer>): Promise<BodyReading> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return { kind: 'too-large' };
    chunks.push(chunk);
  }
  // TextDecoder drops a byte order mark, which JSON.parse refuses.
  const text = new TextDecoder().decode(Buffer.concat(chunks)).trim();
  if (text === '') return { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'not-json' };
  }
}
