import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { collectRegistrations } from '../../../dev/host/functions/core-api.ts';
import { openapiDocument } from '../../../dev/openapi/document.ts';
import { leftOut } from '../../../dev/openapi/operation.ts';
import { buildDependencies } from '../../../functions/dependencies.ts';
import { registerApp } from '../../../functions/register.ts';
import { readSettings } from '../../../shared/settings.ts';
import { accessOf, document, mistakesIn, operations } from '../../helpers/app/openapi.ts';

/** Every HTTP trigger as `name METHOD /route access`. */
function registered(): string[] {
  const settings = readSettings({ ATERA_API_KEY: 'a'.repeat(32), STORAGE_CONNECTION: 'UseDevelopmentStorage=true' });
  const { functions } = collectRegistrations(() => registerApp(buildDependencies(settings)));
  return functions.flatMap(({ metadata }) =>
    Object.values(metadata.bindings ?? {})
      .filter(({ type }) => type === 'httpTrigger')
      .map((trigger) => {
        const {
          methods = [],
          route,
          authLevel,
        } = trigger as { methods?: string[]; route?: string; authLevel?: string };
        return `${metadata.name} ${methods.join().toUpperCase()} /${route} ${authLevel}`;
      }),
  );
}

describe('docs/openapi.json', () => {
  it('is what the schemas of the handlers say (npm run format writes it)', () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(openapiDocument())));
  });

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));

    expect([valid, errors]).toEqual([true, undefined]);
  });

  it('has every route as it is registered, and no other but those left out for a reason', () => {
    const listed = operations.map(
      (operation) => `${operation.operationId} ${operation.method} ${operation.path} ${accessOf(operation)}`,
    );

    const isLeftOut = (route: string) => Object.keys(leftOut).includes(route.split(' ')[0] ?? '');
    expect(listed.toSorted()).toEqual(
      registered()
        .filter((route) => !isLeftOut(route))
        .toSorted(),
    );
    // Without a key: whoever needs one must find the route described.
    expect(registered().filter(isLeftOut).toSorted()).toEqual([
      'getAnswer GET,HEAD,OPTIONS /answer anonymous',
      'getDashboard GET /dashboard/{*path} anonymous',
      'postAnswer POST /answer anonymous',
    ]);
  });

  it('is held against answers closely enough to see a member that it does not name, and one that is missing', () => {
    const decision = operations.find(({ operationId }) => operationId === 'getDecision');
    const example = decision?.responses['200']?.content?.['application/json']?.example ?? {};
    const mistakes = (body: object) => (decision ? mistakesIn(decision, 200, 'application/json', body) : []);

    expect(mistakes(example)).toEqual([]);
    expect(mistakes({ ...example, more: 1 })).toHaveLength(1);
    expect(mistakes({ ...example, code: undefined })).toHaveLength(1);
  });

  it('has examples that are as it says', () => {
    const wrong = operations.flatMap((operation) =>
      Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
        Object.entries(content)
          .filter(([, { example }]) => example !== undefined)
          .flatMap(([type, { example }]) => mistakesIn(operation, Number(status), type, example)),
      ),
    );

    expect(wrong).toEqual([]);
  });
});
