export { type Clock, realClock, VirtualClock } from './clock.ts';
export type { HistoryEvent, TaskHubStore } from './engine/types.ts';
export { Host, type HostOptions, startHost } from './host.ts';
export { MemoryStore } from './store/memory-store.ts';
