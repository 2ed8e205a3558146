import type { TestApp } from './app.ts';

/** Adds servers of a new customer and returns their agent ids. */
export function addFleet({ simulator: { world } }: TestApp, count: number): number[] {
  const customer = world.addCustomer('Big Corp');
  const ids: number[] = [];
  for (let i = 0; i < count; i++) ids.push(world.addDevice(customer, { name: `BIG-${i}`, kind: 'server' }).agentId);
  return ids;
}
