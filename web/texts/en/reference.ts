/** The view *API*. */
export const reference = {
  title: 'HTTP API',
};
