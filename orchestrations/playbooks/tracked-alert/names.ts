/**
 * Names of the functions that are this playbook's own; `orchestrations/runtime/names.ts` has the
 * shared ones.
 */
export const names = {
  inspectTracked: 'inspectTracked',
} as const;
