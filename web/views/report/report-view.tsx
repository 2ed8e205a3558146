import { Loading } from '../../parts/basics.tsx';

/** The view *Report*. */
export function ReportView(_props: { readonly query: URLSearchParams; readonly now: number }) {
  return <Loading />;
}
