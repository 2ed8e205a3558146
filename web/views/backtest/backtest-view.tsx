import { Loading } from '../../parts/basics.tsx';

/** The view *Back-test*. */
export function BacktestView(_props: { readonly now: number }) {
  return <Loading />;
}
