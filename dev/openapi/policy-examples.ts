/** A policy as it is written. */
export const document = { technicianEmail: 'robot@msp.example', attemptsPerWeek: 2 };

const inForce = {
  ...{ version: 3, state: 'in-force', at: '2026-03-02T08:00:00.000Z', by: 'Kim (typed, not verified)' },
  ...{ reason: 'fewer attempts', from: 'person', of: null, widens: false },
  ...{ effectiveAt: '2026-03-02T08:00:00.000Z', withdrawn: null },
} as const;

const widening = { field: 'attemptsPerWeek', text: 'attemptsPerWeek goes from 2 to 3.', widens: true, customers: [] };

/** A stored policy in force. */
export const policy = { source: 'stored', etag: '"2.3"', inForce, document, pending: null, problem: null } as const;

/** The same while a change that widens is pending. */
export const announced = {
  ...policy,
  etag: '"3.3"',
  pending: {
    ...{ version: 4, state: 'pending', at: '2026-03-02T09:00:00.000Z', by: 'Kim (signed in)', reason: null },
    ...{ from: 'person', of: null, widens: true, effectiveAt: '2026-03-02T09:15:00.000Z', withdrawn: null },
    changes: [widening],
  },
} as const;

/** What is kept of it. */
export const history = {
  versions: [
    inForce,
    {
      ...{ version: 1, state: 'past', at: '2026-03-01T08:00:00.000Z', by: null, reason: null, from: 'file' },
      ...{ of: null, widens: false, effectiveAt: '2026-03-01T08:00:00.000Z', withdrawn: null },
    },
  ],
} as const;

/** One version of it. */
export const version = { ...inForce, document, changes: [] } as const;

/** What a change would do. */
export const check = {
  ...{ etag: '"2.3"', check: '0e5c1f0b3a9d4c7788aa21f4bd90e613', widens: true },
  ...{ effectiveAt: '2026-03-02T09:15:00.000Z', changes: [widening], notes: [] },
} as const;
