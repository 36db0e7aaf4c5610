import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { SIDE_WIDTH_LIMITS_PX } from '../../state/preferences';
import { useApp, useCommands } from '../shared/context';
import styles from './Splitter.module.css';

const USUAL_PX = 392;
const STEP_PX = 24;

/** The width on screen: narrow windows have another default. */
function columnWidthPx(splitter: HTMLElement): number {
  return splitter.parentElement?.getBoundingClientRect().width ?? USUAL_PX;
}

function within(px: number): number {
  return Math.round(Math.min(Math.max(px, SIDE_WIDTH_LIMITS_PX.least), SIDE_WIDTH_LIMITS_PX.most));
}

/** The edge of the side column: drag it or use the arrow keys; a double click resets it. */
export function Splitter() {
  const commands = useCommands();
  const widthPx = useApp((state) => state.sideWidthPx) ?? USUAL_PX;
  const drag = useRef<{ readonly x: number; readonly widthPx: number } | undefined>(undefined);
  const begin = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, widthPx: columnWidthPx(event.currentTarget) };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (drag.current === undefined) return;
    commands.display.setSideWidth(within(drag.current.widthPx + drag.current.x - event.clientX));
  };
  const end = () => {
    drag.current = undefined;
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowLeft' ? STEP_PX : event.key === 'ArrowRight' ? -STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    commands.display.setSideWidth(within(columnWidthPx(event.currentTarget) + step));
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the side column"
      aria-valuenow={widthPx}
      aria-valuemin={SIDE_WIDTH_LIMITS_PX.least}
      aria-valuemax={SIDE_WIDTH_LIMITS_PX.most}
      tabIndex={0}
      className={styles.splitter}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={press}
      onDoubleClick={() => commands.display.setSideWidth(undefined)}
    />
  );
}
