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
      return { status: 200, json: customFields.list().map(definitionRow) };
    }),
    ...CUSTOM_FIELD_KINDS.flatMap((kind) => [
      route('CustomValues', 'GET', `/customvalues/${kind}fields/{id}`, (request) =>
        withId(request, 'id', (id) => {
          const isListed = (field: CustomField) =>
            tenant.behaviour.unsetFields === 'listed' || customFields.get(field, id) !== undefined;
          const rows = customFields
            .list(kind)
            .filter(isListed)
            .map((field) => valueRow(tenant, field, id));
          return { status: 200, json: [...rows, ...(tenant.behaviour.oddFieldRows ? ODD_ROWS : [])] };
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

/** Rows that a tenant of many years has. */
const ODD_ROWS = [null, 'none', { FieldName: null, ValueAsString: 7 }, { FieldName: ' ', ValueAsBool: 'maybe' }];

const TARGETS: Partial<Record<CustomFieldKind, string>> = { agent: 'Agent', customer: 'Customer', ticket: 'Ticket' };

function definitionRow({ name, kind, type, options }: CustomField): unknown {
  return {
    Name: name,
    DataType: type,
    Target: TARGETS[kind] ?? kind,
    PossibleValues: options.map(({ value, text }) => ({ Value: value, Text: text, ParentName: null })),
    ParentAttributeName: null,
  };
}

/** Numbers and flags are never null: 0 and false also stand for "not set" and "another type". */
function valueRow({ world, behaviour }: Tenant, field: CustomField, itemId: number): unknown {
  const value = world.customFields.get(field, itemId);
  const isShown = behaviour.typedValues === 'with-text' || field.type === 'Text' || field.type === 'Options';
  return {
    ItemId: itemId,
    Id: field.id,
    FieldName: field.name,
    ValueAsString: isShown ? (value ?? null) : null,
    ValueAsDecimal: field.type === 'Numeric' ? Number(value ?? 0) : 0,
    ValueAsDateTime: field.type === 'Date' ? (value ?? null) : null,
    ValueAsBool: field.type === 'Boolean' && value?.toLowerCase() === 'true',
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
