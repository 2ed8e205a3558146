type Values = readonly unknown[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function format(pattern: unknown, ...args: Values): string {
  return String(pattern).replaceAll(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)]));
}

function createObject(...args: Values): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (let index = 0; index < args.length; index += 2) made[String(args[index])] = args[index + 1];
  return made;
}

function union(...args: Values): unknown {
  return args.every(Array.isArray) ? [...new Set(args.flat())] : Object.assign({}, ...args);
}

const lengthOf = (value: unknown) =>
  isObject(value) ? Object.keys(value).length : (value as { length: number }).length;

/**
 * The functions of Azure Resource Manager that the templates use, those without a scope. Names that
 * Azure makes up are made up here.
 */
export const armFunctions: Readonly<Record<string, (...args: Values) => unknown>> = {
  and: (...args) => args.every((arg) => arg === true),
  cidrSubnet: (prefix, size, index) => `${String(prefix).replace(/\.\d+\/\d+$/, '')}.${Number(index) * 64}/${size}`,
  concat: (...args) => (args.every(Array.isArray) ? args.flat() : args.join('')),
  createArray: (...args) => args,
  createObject,
  deployment: () => ({ name: 'deployment' }),
  empty: isEmpty,
  environment: () => ({
    suffixes: { storage: 'core.windows.net' },
    authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
  }),
  equals: (one, other) => one === other,
  format,
  guid: (...args) => `guid(${args.join(',')})`,
  items: (value) => Object.entries(value as object).map(([key, item]) => ({ key, value: item })),
  length: lengthOf,
  not: (value) => value !== true,
  null: () => null,
  replace: (text, what, by) => String(text).replaceAll(String(what), String(by)),
  resourceId: (type, ...names) => `/group/${type}/${names.join('/')}`,
  string: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  subscription: () => ({ id: '/subscriptions/one' }),
  subscriptionResourceId: (type, ...names) => `/subscription/${type}/${names.join('/')}`,
  tenant: () => ({ tenantId: '99999999-0000-4000-8000-000000000009' }),
  true: () => true,
  false: () => false,
  union,
  uniqueString: () => 'abcdefghijklm',
};
