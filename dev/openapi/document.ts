import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { Problem } from '../../functions/http/answers/common.ts';
import { appOperations } from './app-operations.ts';
import type { AnswerDoc, OperationDoc, TextParameter } from './operation.ts';
import { readingOperations } from './reading-operations.ts';
import { remediationOperations } from './remediation-operations.ts';

/** Every route there is. */
const operations: readonly OperationDoc[] = [...readingOperations, ...remediationOperations, ...appOperations];

const ANY_PROBLEM = {
  401: 'No function key, or a wrong one; the host answers it, without a body.',
  500: 'Unexpected; the log says why.',
} as const;

/** Returns the OpenAPI 3.1 document, made from the schemas that the handlers use. */
export function openapiDocument() {
  const registry = new OpenAPIRegistry();
  const header = registry.registerComponent('securitySchemes', 'functionKey', {
    ...{ type: 'apiKey', in: 'header', name: 'x-functions-key' },
  });
  const query = registry.registerComponent('securitySchemes', 'functionKeyInQuery', {
    ...{ type: 'apiKey', in: 'query', name: 'code' },
  });
  const security = [{ [header.name]: [] }, { [query.name]: [] }];
  for (const operation of operations) registry.registerPath(pathOf(operation, security));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'RMM Remediation',
      version: '0.1.0',
      description: 'The HTTP API of the app. docs/api.md explains it; times are ISO texts in UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    tags: ['Now', 'Remediations', 'Alerts', 'Reports', 'Operation'].map((name) => ({ name })),
  });
}

function pathOf(operation: OperationDoc, security: RouteConfig['security'] & object): RouteConfig {
  const { name, method, route, tag, summary, params, query, headers, body, needsKey = true } = operation;
  return {
    method,
    path: `/${route}`,
    operationId: name,
    summary,
    tags: [tag],
    security: needsKey ? security : [],
    request: {
      ...(params && { params: textsOf(params, false) }),
      ...(query && { query }),
      ...(headers && { headers: textsOf(headers, true) }),
      ...(body && {
        body: { required: true, content: { 'application/json': { schema: body.schema, example: body.example } } },
      }),
    },
    responses: { ...answersOf(operation), ...problemsOf(operation, needsKey) },
  };
}

function textsOf(texts: Readonly<Record<string, TextParameter>>, areOptional: boolean) {
  const shape = Object.entries(texts).map(([name, { description, example }]) => {
    const text = z.string().meta({ description, example });
    return [name, areOptional ? text.optional() : text];
  });
  return z.object(Object.fromEntries(shape));
}

function answersOf({ answers }: OperationDoc): RouteConfig['responses'] {
  return Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)]));
}

function answerOf({ description, schema, example, types = ['application/json'], headers }: AnswerDoc) {
  const contentOf = (type: string) =>
    type === 'application/json' && schema ? { schema, example } : { schema: z.string() };
  return {
    description,
    ...(schema && { content: Object.fromEntries(types.map((type) => [type, contentOf(type)])) }),
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [
          name,
          { description: text, schema: { type: 'string' as const } },
        ]),
      ),
    }),
  };
}

function problemsOf({ problems }: OperationDoc, needsKey: boolean): RouteConfig['responses'] {
  const { 401: noKey, 500: unexpected } = ANY_PROBLEM;
  const all = Object.entries({ ...problems, 500: unexpected }).map(([status, description]) => {
    const example = {
      type: 'about:blank',
      title: 'Said in few words',
      status: Number(status),
      detail: 'What is wrong, and why.',
    };
    return [status, { description, content: { 'application/problem+json': { schema: Problem, example } } }];
  });
  return { ...Object.fromEntries(all), ...(needsKey && { 401: { description: noKey } }) };
}
