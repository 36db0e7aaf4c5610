import type { ReactNode } from 'react';
import styles from './pictures.module.css';

interface PictureProps {
  /** Text alternative. */
  readonly label: string;
  readonly height: number;
  readonly children: ReactNode;
}

/** A picture of the short help, in the colours of the current theme. */
export function Picture({ label, height, children }: PictureProps) {
  return (
    <svg className={styles.picture} viewBox={`0 0 320 ${height}`} role="img" aria-label={label}>
      {children}
    </svg>
  );
}

/** A line with an arrow head at its end. */
export function Arrow({
  from,
  to,
}: {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const barb = (turn: number) =>
    `${to[0] - 7 * Math.cos(angle + turn)} ${to[1] - 7 * Math.sin(angle + turn)}`;
  return (
    <path
      className={styles.stroke}
      d={`M${from[0]} ${from[1]}L${to[0]} ${to[1]}M${barb(0.5)}L${to[0]} ${to[1]}L${barb(-0.5)}`}
    />
  );
}
