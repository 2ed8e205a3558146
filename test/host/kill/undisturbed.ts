import { startHost, VirtualClock } from '../../../dev/host/index.ts';
import { driveWorkload, registerWorkload, workloadOutcome } from './workload.ts';

/** Outcome of the load, as JSON, on a host in memory that nothing happens to. */
export async function undisturbed(instances: number): Promise<string> {
  const clock = new VirtualClock();
  const host = await startHost({ register: () => registerWorkload(() => {}), clock });
  try {
    for (let round = 0; round < 100; round++) {
      driveWorkload(host, instances);
      await clock.advance(50);
      const outcome = workloadOutcome(host, instances);
      if (outcome) return JSON.stringify(outcome);
    }
  } finally {
    await host.stop();
  }
  throw new Error('The load does not finish even undisturbed.');
}
