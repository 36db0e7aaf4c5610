import type { ReactNode } from 'react';
import type { Step } from '../../state/store';
import { useApp } from '../shared/context';
import { ShownContext } from '../shared/shown';
import styles from './StepPanel.module.css';

interface StepPanelProps {
  readonly step: Step;
  readonly children: ReactNode;
}

/** The panel of a step. Those of other steps keep their fields and texts but draw no charts. */
export function StepPanel({ step, children }: StepPanelProps) {
  const isShown = useApp((state) => state.step === step);
  return (
    <div
      role="tabpanel"
      id={`panel-${step}`}
      aria-labelledby={`step-${step}`}
      className={styles.panel}
      hidden={!isShown}
      data-testid={isShown ? 'side-scroll' : undefined}
    >
      <ShownContext value={isShown}>{children}</ShownContext>
    </div>
  );
}
