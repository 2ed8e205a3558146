import { t } from '../../texts/index.ts';
import {
  type Answer,
  type Body,
  type Content,
  exampleOf,
  type OpenApi,
  type Operation,
  type Parameter,
  resolved,
  type Schema,
  typeText,
} from './openapi.ts';

/** Schemas within schemas are unfolded so far. */
const DEEPEST = 4;

interface Props {
  readonly document: OpenApi;
  readonly operation: Operation;
}

/** What an operation takes and answers. */
export function OperationDetails({ document, operation }: Props) {
  const texts = t.reference;
  const body = operation.requestBody && resolved<Body>(document, operation.requestBody);
  const answers = Object.entries(operation.responses ?? {});
  return (
    <div class="operation-details">
      {operation.description && <p>{operation.description}</p>}
      <Parameters {...{ document, operation }} />
      {body && (
        <>
          <h3>{texts.body}</h3>
          <Contents {...{ document, body }} />
        </>
      )}
      <h3>{texts.answers}</h3>
      {answers.map(([status, answer]) => (
        <AnswerLine key={status} {...{ document, status }} answer={resolved<Answer>(document, answer)} />
      ))}
    </div>
  );
}

function Parameters({ document, operation: { parameters = [] } }: Props) {
  const texts = t.reference;
  const known = parameters.flatMap((one) => resolved<Parameter>(document, one) ?? []);
  if (known.length === 0) return null;
  return (
    <>
      <h3>{texts.parameters}</h3>
      <dl class="members">
        {known.map(({ name, in: place, required = false, description, schema = {} }) => (
          <Member
            key={`${place} ${name}`}
            {...{ name, required, document, schema, place }}
            text={description}
            depth={DEEPEST}
          />
        ))}
      </dl>
    </>
  );
}

function AnswerLine(props: {
  readonly document: OpenApi;
  readonly status: string;
  readonly answer: Answer | undefined;
}) {
  const { document, status, answer } = props;
  return (
    <details class="answer">
      <summary>
        <strong>{status}</strong> {answer?.description}
      </summary>
      {answer && <Contents document={document} body={answer} />}
    </details>
  );
}

function Contents({ document, body }: { readonly document: OpenApi; readonly body: Body }) {
  return (
    <>
      {Object.entries(body.content ?? {}).map(([type, content]) => (
        <ContentPart key={type} {...{ document, type, content }} />
      ))}
    </>
  );
}

function ContentPart(props: { readonly document: OpenApi; readonly type: string; readonly content: Content }) {
  const { document, type, content } = props;
  const example = exampleOf(content);
  return (
    <>
      <p class="muted">
        <code>{type}</code>
      </p>
      {content.schema && <Members document={document} schema={content.schema} depth={0} />}
      {example !== undefined && <pre>{example}</pre>}
    </>
  );
}

interface SchemaProps {
  readonly document: OpenApi;
  readonly schema: Schema;
  readonly depth: number;
}

function Members({ document, schema, depth }: SchemaProps) {
  const known = resolved<Schema>(document, schema) ?? schema;
  const { properties, items, required = [] } = known;
  const choices = known.anyOf ?? known.oneOf ?? known.allOf;
  if (depth >= DEEPEST) return null;
  if (items) return <Members {...{ document, depth }} schema={items} />;
  if (choices)
    return (
      <>
        {choices.map((choice, index) => (
          <Members key={index} {...{ document, depth }} schema={choice} />
        ))}
      </>
    );
  if (!properties) return null;
  return (
    <dl class="members">
      {Object.entries(properties).map(([name, one]) => (
        <Member
          key={name}
          {...{ name, document, depth }}
          schema={one}
          required={required.includes(name)}
          text={one.description}
        />
      ))}
    </dl>
  );
}

interface MemberProps extends SchemaProps {
  readonly name: string;
  readonly required: boolean;
  readonly text: string | undefined;
  readonly place?: string;
}

function Member({ name, required, text, place, document, schema, depth }: MemberProps) {
  const note = [place, required ? t.reference.required : ''].filter(Boolean).join(', ');
  return (
    <div>
      <dt>
        <code>{name}</code> <span class="muted">{note}</span>
      </dt>
      <dd>
        <code class="muted">{typeText(document, schema)}</code> {text}
        <Members {...{ document, schema }} depth={depth + 1} />
      </dd>
    </div>
  );
}
