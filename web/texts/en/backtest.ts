/** The view *Back-test*. */
export const backtest = {
  title: 'Back-test',
};
