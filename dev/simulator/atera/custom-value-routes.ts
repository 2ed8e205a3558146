import type { Reply, SimulatedRequest } from '../vendor.ts';
import { CUSTOM_FIELD_KINDS, type CustomField, type CustomFieldKind } from '../world/custom-fields.ts';
import { withBody, withId } from './input.ts';
import { invalid, problem } from './problem.ts';
import { type AteraRoute, route, type Tenant } from './tenant.ts';

/**
 * `/customvalues`: definitions, all values of an object, one value. The list of one value is an
 * array.
 */
export function customValueRoutes(tenant: Tenant): AteraRoute[] {
  const { customFields } = tenant.world;
  const write = (request: SimulatedRequest) =>
    withField(tenant, request, (field, id) =>
      withBody(request, ({ Value }) => {
        if (typeof Value !== 'string') return invalid('Value', 'The Value field is required.');
        customFields.set(field, id, Value);
        return { status: 200, json: { ActionID: id } };
      }),
    );
  return [
    route('CustomValues', 'GET', '/customvalues/customfields', () => {
      const json = customFields.list().map(({ id, name, kind }) => ({ Id: id, FieldName: name, ItemType: kind }));
      return { status: 200, json };
    }),
    ...CUSTOM_FIELD_KINDS.flatMap((kind) => [
      route('CustomValues', 'GET', `/customvalues/${kind}fields/{id}`, (request) =>
        withId(request, 'id', (id) => {
          const json = customFields.list(kind).map((field) => valueRow(tenant, field, id));
          return { status: 200, json };
        }),
      ),
    ]),
    route('CustomValues', 'GET', '/customvalues/{kind}field/{id}/{fieldName}', (request) =>
      withField(tenant, request, (field, id) => ({ status: 200, json: [valueRow(tenant, field, id)] })),
    ),
    route('CustomValues', 'PUT', '/customvalues/{kind}field/{id}/{fieldName}', write),
    route('CustomValues', 'POST', '/customvalues/{kind}field/{id}/{fieldName}', write),
  ];
}

function valueRow({ world }: Tenant, field: CustomField, itemId: number): unknown {
  return {
    ItemId: itemId,
    Id: field.id,
    FieldName: field.name,
    ValueAsString: world.customFields.get(field, itemId) ?? null,
    ValueAsDecimal: null,
    ValueAsDateTime: null,
    ValueAsBool: null,
    OptionId: null,
  };
}

function withField(
  { world }: Tenant,
  request: SimulatedRequest,
  next: (field: CustomField, id: number) => Reply,
): Reply {
  const { kind = '', fieldName = '' } = request.params;
  const known = CUSTOM_FIELD_KINDS.find((one): one is CustomFieldKind => one === kind.toLowerCase());
  if (!known) return problem(404);
  const field = world.customFields.find(known, fieldName);
  return withId(request, 'id', (id) => (field ? next(field, id) : problem(404)));
}
