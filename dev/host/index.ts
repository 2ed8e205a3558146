export { type Clock, realClock, VirtualClock } from './clock.ts';
export type { HistoryEvent, Message, TaskHubStore } from './engine/types.ts';
export { type ActivityFault, type FaultRates, type Faults, seededFaults } from './faults.ts';
export type { Invocation, InvocationOutcome, LogSink } from './functions/invoke.ts';
export { Host, type HostOptions, startHost } from './host.ts';
export { MemoryStore } from './store/memory-store.ts';
