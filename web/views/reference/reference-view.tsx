import { Loading } from '../../parts/basics.tsx';

/** The view *API*. */
export function ReferenceView() {
  return <Loading />;
}
