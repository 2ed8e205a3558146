import { type Expression, parseExpression } from './arm-expression.ts';
import { armFunctions } from './arm-functions.ts';

type Json = Record<string, unknown>;

/** A resource as Azure would be asked to make it. */
export interface Deployed {
  readonly type: string;
  readonly apiVersion: string;
  readonly name: string;
  /** What a role assignment, say, is about. */
  readonly scope?: string;
  readonly kind?: string;
  readonly sku?: Json;
  readonly location?: string;
  readonly tags: Json;
  readonly properties: Json;
}

/** What a deployment comes to. */
export interface Deployment {
  readonly resources: readonly Deployed[];
  readonly outputs: Json;
}

/** What a resource says of itself once it is there; only what templates ask for. */
const RUNTIME: Readonly<Record<string, (name: string) => Json>> = {
  'Microsoft.ManagedIdentity/userAssignedIdentities': () => ({
    clientId: '11111111-0000-4000-8000-000000000001',
    principalId: '22222222-0000-4000-8000-000000000002',
  }),
  'Microsoft.Insights/components': () => ({
    ConnectionString: 'InstrumentationKey=33333333;IngestionEndpoint=https://in/',
  }),
  'Microsoft.DurableTask/schedulers': (name) => ({ endpoint: `https://${name}.durabletask.io` }),
  'Microsoft.KeyVault/vaults': (name) => ({ vaultUri: `https://${name}.vault.azure.net/` }),
  'Microsoft.Web/sites': (name) => ({ defaultHostName: `${name}.azurewebsites.net` }),
  'Microsoft.Storage/storageAccounts': (name) => ({
    primaryEndpoints: Object.fromEntries(
      ['blob', 'queue', 'table'].map((part) => [part, `https://${name}.${part}.core.windows.net/`]),
    ),
  }),
};

/**
 * Plays through what Azure Resource Manager does with a template: parameters with their defaults,
 * variables, conditions, copies, nested templates and their outputs. Throws on a parameter without
 * a value, and on a value that is not allowed.
 */
export function deployTemplate(template: Json, given: Json = {}): Deployment {
  return new Run(template, given).deploy();
}

interface Scope {
  readonly copies?: Readonly<Record<string, number>>;
  readonly lambda?: Readonly<Record<string, unknown>>;
}

class Run {
  readonly #template: Json;
  readonly #parameters: Json;
  readonly #resources: readonly [string, Json][];
  readonly #nested = new Map<string, Deployment>();

  constructor(template: Json, given: Json) {
    this.#template = template;
    this.#resources = Object.entries(template.resources as Record<string, Json>);
    this.#parameters = {};
    for (const [name, about] of Object.entries((template.parameters ?? {}) as Record<string, Json>)) {
      const value = name in given ? given[name] : this.#value(about.defaultValue ?? null, {});
      if (value === null && about.defaultValue === undefined && about.nullable !== true)
        throw new Error(`parameter ${name} has no value`);
      const allowed = about.allowedValues as readonly unknown[] | undefined;
      if (allowed && !allowed.includes(value)) throw new Error(`parameter ${name} may not be ${value}`);
      this.#parameters[name] = value;
    }
  }

  deploy(): Deployment {
    const resources = this.#resources.flatMap(([symbol, resource]) => this.#deployed(symbol, resource));
    const outputs = (this.#template.outputs ?? {}) as Record<string, Json>;
    return {
      resources,
      outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, this.#value(value, {})])),
    };
  }

  #deployed(symbol: string, resource: Json): readonly Deployed[] {
    if (resource.existing === true || !this.#isWanted(resource)) return [];
    if (resource.type === 'Microsoft.Resources/deployments') return this.#nestedOf(symbol, resource).resources;
    const copy = resource.copy as { name: string; count: unknown } | undefined;
    const count = copy ? Number(this.#value(copy.count, {})) : 1;
    return Array.from({ length: count }, (_, index) => {
      const scope = { copies: { '': index, ...(copy && { [copy.name]: index }) } };
      const { copy: _copy, condition: _condition, dependsOn: _dependsOn, ...rest } = resource;
      const { tags, properties, ...made } = this.#value(rest, scope) as Json;
      return { ...made, tags: tags ?? {}, properties: properties ?? {} } as unknown as Deployed;
    });
  }

  #isWanted({ condition }: Json): boolean {
    return condition === undefined || this.#value(condition, {}) === true;
  }

  #nestedOf(symbol: string, resource: Json): Deployment {
    const known = this.#nested.get(symbol);
    if (known) return known;
    if (!this.#isWanted(resource)) throw new Error(`${symbol} is not deployed, and is referred to`);
    const { parameters = {}, template } = resource.properties as { parameters?: Json; template: Json };
    const given = Object.entries(parameters).map(([name, value]) => [name, (this.#value(value, {}) as Json).value]);
    const deployment = deployTemplate(template, Object.fromEntries(given));
    this.#nested.set(symbol, deployment);
    return deployment;
  }

  /** A value of the template with every expression in it replaced. */
  #value(value: unknown, scope: Scope): unknown {
    if (typeof value === 'string') {
      if (!value.startsWith('[') || !value.endsWith(']') || value.startsWith('[[')) return value;
      return this.#result(parseExpression(value.slice(1, -1)), scope);
    }
    if (Array.isArray(value)) return value.map((item) => this.#value(item, scope));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [this.#value(key, scope), this.#value(item, scope)]);
    return Object.fromEntries(entries);
  }

  #result(expression: Expression, scope: Scope): unknown {
    if (expression.kind === 'literal') return expression.value;
    if (expression.kind === 'call') return this.#call(expression.name, expression.args, scope);
    const of = this.#result(expression.of, scope) as Json;
    const key = String(this.#result(expression.key, scope));
    if (of?.[key] === undefined) throw new Error(`there is no ${key}`);
    return of[key];
  }

  #call(name: string, args: readonly Expression[], scope: Scope): unknown {
    const arg = (index: number, within = scope) => this.#result(args[index] as Expression, within);
    switch (name) {
      case 'if':
        return arg(arg(0) === true ? 1 : 2);
      case 'parameters':
        return this.#parameters[String(arg(0))];
      case 'variables':
        return this.#variable(String(arg(0)));
      case 'copyIndex':
        return scope.copies?.[args.length === 0 ? '' : String(arg(0))];
      case 'reference':
        return this.#reference(String(arg(0)));
      case 'map':
        return this.#map(arg(0) as readonly unknown[], args[1] as Expression, scope);
      case 'lambdaVariables':
        return scope.lambda?.[String(arg(0))];
    }
    const known = armFunctions[name];
    if (!known) throw new Error(`the function ${name} is not known here`);
    return known(...args.map((_, index) => arg(index)));
  }

  #map(list: readonly unknown[], lambda: Expression, scope: Scope): readonly unknown[] {
    if (lambda.kind !== 'call') throw new Error('map takes a lambda');
    const [name, body] = lambda.args as [Expression, Expression];
    const variable = String(this.#result(name, scope));
    return list.map((item) => this.#result(body, { ...scope, lambda: { ...scope.lambda, [variable]: item } }));
  }

  #variable(name: string): unknown {
    const variables = this.#template.variables as Json;
    if (name in variables) return this.#value(variables[name], {});
    const copy = (variables.copy as readonly { name: string; count: unknown; input: unknown }[]).find(
      (one) => one.name === name,
    );
    if (!copy) throw new Error(`there is no variable ${name}`);
    const count = Number(this.#value(copy.count, {}));
    return Array.from({ length: count }, (_, index) => this.#value(copy.input, { copies: { [name]: index } }));
  }

  /** By the symbol of a resource of this template, or by its id. */
  #reference(of: string): unknown {
    const bySymbol = this.#resources.find(([symbol]) => symbol === of);
    if (bySymbol?.[1].type === 'Microsoft.Resources/deployments') {
      const { outputs } = this.#nestedOf(...bySymbol);
      return { outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }])) };
    }
    const [, type = '', name = ''] = bySymbol
      ? ['', String(bySymbol[1].type), String(this.#value(bySymbol[1].name, {}))]
      : (/^\/group\/([^/]+\/[^/]+)\/(.+)$/.exec(of) ?? []);
    const runtime = RUNTIME[type];
    if (!runtime) throw new Error(`nothing is known of what ${of} says of itself`);
    return runtime(name);
  }
}
