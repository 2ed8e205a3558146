/**
 * Which change of a value widens what the app may do: it may do more, to more devices or people,
 * sooner, with less proof, or with fewer brakes. Stands in the `meta` of each value of the policy;
 * one without counts as `always`.
 *
 * - `more`: a higher number, true, an entry that a list did not hold.
 * - `less`: a lower number, false, an entry gone from a list.
 * - `more-time`: weekly spans that cover a minute which they did not.
 * - `given`: set or changed, but not removed.
 * - `lifted`: changed or removed, but not newly set.
 * - `limits-lifted`: a list of what is allowed that gets an entry, or is removed, which allows all.
 * - `audience`: a channel more, or one less of those that are told of changes of the policy: that a
 *   change is announced is a brake, and whoever wants to widen must not silence it first.
 * - `up`: a step further in this order.
 */
export type Widens =
  | 'more'
  | 'less'
  | 'more-time'
  | 'given'
  | 'lifted'
  | 'limits-lifted'
  | 'audience'
  | 'always'
  | 'never'
  | { readonly up: readonly string[] };
