/** The view *API*. */
export const reference = {
  title: 'HTTP API',
  about: (version: string) => `Every route of this app (version ${version}), from its own document`,
  search: 'Route or word',
  none: 'No route fits.',
  parameters: 'Parameters',
  body: 'Body',
  answers: 'Answers',
  example: 'Example',
  required: 'required',
};
