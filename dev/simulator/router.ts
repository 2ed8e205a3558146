import type { Route } from './vendor.ts';

/** What a path leads to: a route with its members, or nothing. */
export interface Match {
  readonly route?: Route;
  readonly params: Readonly<Record<string, string>>;
  /** The path exists, but not with this method. */
  readonly pathKnown: boolean;
}

/**
 * Finds the route of a path (below the vendor's prefix). A literal segment wins over a template
 * member.
 */
export function findRoute(routes: readonly Route[], method: string, path: string): Match {
  const segments = path.split('/').map(decode);
  const fitting = routes
    .map((route) => ({ route, params: membersIn(route.template, segments) }))
    .filter((candidate) => candidate.params !== undefined)
    .sort((a, b) => Object.keys(a.params ?? {}).length - Object.keys(b.params ?? {}).length);
  const fewest = Object.keys(fitting[0]?.params ?? {}).length;
  const best = fitting.filter(({ params }) => Object.keys(params ?? {}).length === fewest);
  const found = best.find(({ route }) => route.method === method);
  if (!found) return { params: {}, pathKnown: best.length > 0 };
  return { route: found.route, params: found.params ?? {}, pathKnown: true };
}

/**
 * The members of a template such as `/tickets/{ticketId}/comments`, or undefined when the segments
 * do not fit it.
 */
function membersIn(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = template.split('/');
  if (parts.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    const member = /^\{(\w+)\}(\w*)$/.exec(part);
    if (!member?.[1]) {
      if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
    } else if (segment.endsWith(member[2] ?? '')) {
      params[member[1]] = segment.slice(0, segment.length - (member[2] ?? '').length);
    } else return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
