import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { Problem } from '../../functions/http/answers/common.ts';
import { appOperations } from './app-operations.ts';
import { backtestOperations } from './backtest-operations.ts';
import { channelOperations } from './channel-operations.ts';
import { muteOperations } from './mute-operations.ts';
import { type AnswerDoc, missingRole, type OperationDoc, type TextParameter } from './operation.ts';
import { policyOperations } from './policy-operations.ts';
import { readingOperations } from './reading-operations.ts';
import { remediationOperations } from './remediation-operations.ts';

/** Every route but those left out. */
const operations: readonly OperationDoc[] = [
  ...readingOperations,
  ...remediationOperations,
  ...backtestOperations,
  ...muteOperations,
  ...policyOperations,
  ...appOperations,
  ...channelOperations,
];

const NO_KEY = 'No function key, or a wrong one; the host answers it, without a body.';
const NO_MASTER = 'No master key (a function key is not enough); the host answers it, without a body.';
const MASTER = 'The master key of the Function App; a function key does not open it.';
const UNEXPECTED = { 500: 'Unexpected; the log says why.' } as const;

const key = { type: 'apiKey', name: 'x-functions-key', in: 'header' } as const;
const keyInQuery = { type: 'apiKey', name: 'code', in: 'query' } as const;

/** Returns the OpenAPI 3.1 document, made from the schemas that the handlers use. */
export function openapiDocument() {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'functionKey', key);
  registry.registerComponent('securitySchemes', 'functionKeyInQuery', keyInQuery);
  registry.registerComponent('securitySchemes', 'masterKey', { ...key, description: MASTER });
  registry.registerComponent('securitySchemes', 'masterKeyInQuery', { ...keyInQuery, description: MASTER });
  for (const operation of operations) registry.registerPath(pathOf(operation));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'RMM Remediation',
      version: '0.1.0',
      description: 'The HTTP API of the app. docs/api.md explains it; times are ISO texts in UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    tags: ['Now', 'Remediations', 'Alerts', 'Reports', 'Back-tests', 'Policy', 'Operation'].map((name) => ({ name })),
  });
}

function pathOf(operation: OperationDoc): RouteConfig {
  const { name, method, route, tag, summary, params, query, headers, body } = operation;
  return {
    method,
    path: `/${route}`,
    operationId: name,
    summary,
    tags: [tag],
    security: securityOf(operation),
    request: {
      ...(params && { params: textsOf(params, false) }),
      ...(query && { query }),
      ...(headers && { headers: textsOf(headers, true) }),
      ...(body && {
        body: {
          required: !body.isOptional,
          content: { 'application/json': { schema: body.schema, example: body.example } },
        },
      }),
    },
    responses: { ...answersOf(operation), ...problemsOf(operation) },
  };
}

function securityOf({ who, needsMaster }: OperationDoc) {
  if (who === 'anyone') return [];
  const name = needsMaster ? 'masterKey' : 'functionKey';
  return [{ [name]: [] }, { [`${name}InQuery`]: [] }];
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

function problemsOf({ who, needsMaster, problems }: OperationDoc): RouteConfig['responses'] {
  const ofAny = who === 'anyone' ? UNEXPECTED : { 403: missingRole(who), ...UNEXPECTED };
  const all = Object.entries({ ...ofAny, ...problems }).map(([status, description]) => {
    const example = {
      type: 'about:blank',
      title: 'Said in few words',
      status: Number(status),
      detail: 'What is wrong, and why.',
    };
    return [status, { description, content: { 'application/problem+json': { schema: Problem, example } } }];
  });
  const noKey = { description: needsMaster ? NO_MASTER : NO_KEY };
  return { ...Object.fromEntries(all), ...(who !== 'anyone' && { 401: noKey }) };
}
