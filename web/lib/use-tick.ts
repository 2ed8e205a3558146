import { useEffect, useState } from 'preact/hooks';

/** Re-renders each second. Returns this machine's time. */
export function useTick(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
