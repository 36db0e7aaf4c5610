import { useEffect, useState } from 'react';

/**
 * Builds a screen in steps, one task each, so that it never holds up the scan or the user.
 * @returns the step, from 0 up to `last`
 */
export function useAppearance(last: number): number {
  const [step, setStep] = useState(0);
  useEffect(() => {
    if (step === last) return;
    const timer = setTimeout(() => setStep(step + 1));
    return () => clearTimeout(timer);
  }, [step, last]);
  return step;
}
