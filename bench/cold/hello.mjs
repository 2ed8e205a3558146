// What `func init` and the durable templates give: one route, one orchestration, one activity.
import { app } from '@azure/functions';
import * as df from 'durable-functions';

df.app.activity('hello', { handler: (name) => `Hello, ${name}` });

df.app.orchestration('helloOrchestrator', function* (context) {
  return [yield context.df.callActivity('hello', 'Tokyo'), yield context.df.callActivity('hello', 'Seattle')];
});

app.http('startHello', {
  route: 'orchestrators/{orchestratorName}',
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    const client = df.getClient(context);
    const id = await client.startNew(request.params.orchestratorName);
    return client.createCheckStatusResponse(request, id);
  },
});
