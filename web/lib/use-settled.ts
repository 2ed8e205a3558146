import { useEffect, useState } from 'preact/hooks';

const SETTLED_AFTER_MS = 300;

/** Returns the value as it was when it last stayed the same for a moment. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
