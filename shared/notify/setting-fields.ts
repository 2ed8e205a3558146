import { z } from 'zod';

/** A host, perhaps with a port; `*.` before it = whatever is below it, which needs a name of its own. */
const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](:\d{1,5})?$/;

/** NOTIFY_HOSTS: hosts, separated by commas or blanks. */
export const notifyHosts = z
  .string()
  .transform((value) =>
    value
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  )
  .refine(
    (hosts) => hosts.every((host) => HOST.test(host)),
    'must be names of hosts such as hooks.example.com, *.example.com or hooks.example.com:8443',
  );

/** NOTIFY_SECRETS: what a vault would hold, by the names of its secrets. */
export const notifySecrets = z.string().transform((value, context): Readonly<Record<string, string>> => {
  const given = Given.safeParse(parsed(value));
  if (given.success) return Object.fromEntries(Object.entries(given.data).map(([name, one]) => [name, textOf(one)]));
  // Not the issues of the schema: they may name what was pasted here.
  context.addIssue('is no JSON object of secrets by names that begin with notify-');
  return z.NEVER;
});

const Given = z.record(
  z.string().regex(/^notify-[0-9a-zA-Z-]{1,120}$/),
  z.union([z.string(), z.record(z.string(), z.string())]),
);

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** A webhook's secret is JSON itself; here it may stand as it is. */
function textOf(value: string | object): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
