/** A route template of an HTTP trigger, such as `items/{id:int}/{opt?}`. */
export interface Route {
  /**
   * Route parameters of a path (parts still encoded except `%20`-like characters), or undefined
   * when it does not match.
   */
  match(parts: readonly string[]): Record<string, string> | undefined;
  /**
   * Smaller is tried first: literal parts before constrained before free ones, as the real router
   * does.
   */
  rank: string;
}

type Segment =
  | { literal: string }
  | { name: string; optional: boolean; rest: boolean; accepts: (value: string) => boolean };

const CONSTRAINTS: Record<string, RegExp> = {
  int: /^-?\d+$/,
  long: /^-?\d+$/,
  alpha: /^[a-z]*$/i,
  bool: /^(true|false)$/i,
  guid: /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i,
  decimal: /^-?\d+(\.\d+)?$/,
  double: /^-?\d+(\.\d+)?$/,
  float: /^-?\d+(\.\d+)?$/,
};

/**
 * Parses a template. Throws for a constraint this host does not know, rather than matching too
 * much.
 */
export function parseRoute(template: string): Route {
  const segments = template
    .split('/')
    .filter((part) => part !== '')
    .map(parseSegment);
  return {
    rank: segments.map((segment) => ('literal' in segment ? '0' : segment.rest ? '3' : '1')).join(''),
    match: (parts) => matchSegments(segments, parts),
  };
}

function parseSegment(text: string): Segment {
  const inner = /^\{(.+)\}$/.exec(text)?.[1];
  if (inner === undefined) return { literal: text.toLowerCase() };
  const rest = inner.startsWith('*');
  const optional = inner.endsWith('?');
  const [name = '', ...constraints] = inner.replace(/^\*+/, '').replace(/\?$/, '').split(':');
  const patterns = constraints.map((constraint) => {
    const pattern = CONSTRAINTS[constraint];
    if (!pattern) throw new Error(`Route constraint '${constraint}' in '${text}' is not known to the embedded host.`);
    return pattern;
  });
  return { name, optional, rest, accepts: (value) => patterns.every((pattern) => pattern.test(value)) };
}

function matchSegments(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if ('literal' in segment) {
      if (part?.toLowerCase() !== segment.literal) return undefined;
    } else if (segment.rest) {
      if (part !== undefined) params[segment.name] = parts.slice(index).map(decodePart).join('/');
      return params;
    } else if (part === undefined) {
      if (!segment.optional) return undefined;
    } else {
      const value = decodePart(part);
      if (!segment.accepts(value)) return undefined;
      params[segment.name] = value;
    }
  }
  return parts.length > segments.length ? undefined : params;
}

/** Decodes a path part but leaves an encoded slash as it is, as the real host does. */
function decodePart(part: string): string {
  try {
    return part
      .split(/(%2f)/i)
      .map((piece) => (/^%2f$/i.test(piece) ? piece : decodeURIComponent(piece)))
      .join('');
  } catch {
    return part;
  }
}
