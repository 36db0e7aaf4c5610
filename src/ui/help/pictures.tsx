import { Arrow, Picture } from './picture';
import styles from './pictures.module.css';

/** The bell of a background whose middle is at `x`, standing on `y`. */
function Bell({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <path
      className={styles.bell}
      d={`M${x - 48} ${y}C${x - 18} ${y} ${x - 16} ${y - 30} ${x} ${y - 30}S${x + 18} ${y} ${x + 48} ${y}Z`}
    />
  );
}

/** Raw values moved to the right until the smallest is 0. */
export function OffsetPicture() {
  return (
    <Picture
      label="The offset moves the raw values up: the smallest, below 0 before, becomes 0."
      height={126}
    >
      <line className={styles.axis} x1="10" y1="50" x2="310" y2="50" />
      <line className={styles.axis} x1="10" y1="110" x2="310" y2="110" />
      <line className={styles.zero} x1="100" y1="10" x2="100" y2="116" />
      <Bell x={106} y={50} />
      <Bell x={148} y={110} />
      <Arrow from={[58, 62]} to={[98, 62]} />
      <text x="104" y="66">
        + offset
      </text>
      <text x="310" y="46" textAnchor="end">
        raw
      </text>
      <text x="310" y="106" textAnchor="end">
        SMV, 0 to 65535
      </text>
      <text x="100" y="125" textAnchor="middle">
        0
      </text>
    </Picture>
  );
}

/** Stored values on their pedestal, and their values in DIALS. */
export function PedestalPicture() {
  return (
    <Picture
      label="Stored values stand on the pedestal; DIALS subtracts it and divides by the gain."
      height={112}
    >
      <line className={styles.axis} x1="10" y1="96" x2="310" y2="96" />
      <rect className={styles.level} x="24" y="62" width="128" height="34" />
      <path className={styles.bell} d="M24 62H50V54H66V60H78V20H92V58H108V52H124V62H152V96H24Z" />
      <line className={styles.mark} x1="24" y1="62" x2="170" y2="62" />
      <text x="88" y="84" textAnchor="middle">
        pedestal
      </text>
      <text x="14" y="109">
        0
      </text>
      <text x="88" y="14" textAnchor="middle">
        stored
      </text>
      <Arrow from={[172, 40]} to={[204, 40]} />
      <path className={styles.bell} d="M214 96H230V90H240V95H248V66H258V93H270V89H282V96Z" />
      <text x="248" y="24" textAnchor="middle">
        (stored − pedestal)
      </text>
      <text x="248" y="40" textAnchor="middle">
        / gain
      </text>
      <text x="248" y="109" textAnchor="middle">
        in DIALS
      </text>
    </Picture>
  );
}

function grid(x: number, y: number, size: number, cells: number): string {
  const step = size / cells;
  return Array.from(
    { length: cells + 1 },
    (_, i) => `M${x + i * step} ${y}v${size}M${x} ${y + i * step}h${size}`,
  ).join('');
}

/** Four detector pixels binned into one. */
export function BinningPicture() {
  return (
    <Picture label="At 2x2, four detector pixels of 0.014 mm make one image pixel of 0.028 mm." height={106}>
      <rect className={styles.level} x="50" y="8" width="36" height="36" />
      <path className={styles.stroke} d={grid(50, 8, 72, 4)} />
      <rect className={styles.level} x="202" y="8" width="36" height="36" />
      <path className={styles.stroke} d={grid(202, 8, 72, 2)} />
      <Arrow from={[140, 44]} to={[184, 44]} />
      <text x="86" y="97" textAnchor="middle">
        1x1: 0.014 mm
      </text>
      <text x="238" y="97" textAnchor="middle">
        2x2: 0.028 mm
      </text>
    </Picture>
  );
}

/** Turning about an axis that points at the reader: counter-clockwise is positive. */
export function RotationSignPicture() {
  return (
    <Picture
      label="Seen with the axis pointing at you, counter-clockwise is positive and clockwise is negative."
      height={112}
    >
      {[
        { x: 66, sweep: 0, text: 'positive' },
        { x: 254, sweep: 1, text: 'negative' },
      ].map(({ x, sweep, text }) => (
        <g key={text}>
          <circle className={styles.stroke} cx={x} cy="48" r="5" />
          <circle className={styles.dot} cx={x} cy="48" r="1.8" />
          <path
            className={styles.stroke}
            d={
              sweep === 0
                ? `M${x + 34} 56A35 35 0 1 0 ${x - 34} 56M${x - 42} 46L${x - 34} 56L${x - 27} 45`
                : `M${x - 34} 56A35 35 0 1 1 ${x + 34} 56M${x + 42} 46L${x + 34} 56L${x + 27} 45`
            }
          />
          <text x={x} y="104" textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <text x="160" y="52" textAnchor="middle">
        axis towards you
      </text>
    </Picture>
  );
}

/** The frame with the axis drawn at its angle. */
export function RotationAxisPicture() {
  return (
    <Picture label="On the frame, the axis angle runs counter-clockwise from the fast axis." height={126}>
      <rect className={styles.frame} x="96" y="16" width="100" height="100" />
      <Arrow from={[96, 16]} to={[224, 16]} />
      <text x="230" y="20">
        fast
      </text>
      <Arrow from={[96, 16]} to={[96, 124]} />
      <text x="90" y="118" textAnchor="end">
        slow
      </text>
      <line className={styles.zero} x1="146" y1="66" x2="206" y2="66" />
      <path className={styles.mark} d="M110 102L188 24" />
      <path className={styles.stroke} d="M174 66A28 28 0 0 0 165.8 46.2" />
      <text x="178" y="54">
        angle
      </text>
      <text x="90" y="20" textAnchor="end">
        row 0
      </text>
    </Picture>
  );
}

/** The corner of the first pixel, the origin. */
export function BeamCentrePicture() {
  return (
    <Picture
      label="Fast and slow run from the outer corner of the first pixel to the direct beam."
      height={126}
    >
      <path className={styles.grid} d={grid(96, 18, 96, 6)} />
      <circle className={styles.dot} cx="96" cy="18" r="3.5" />
      <text x="90" y="14" textAnchor="end">
        0, 0
      </text>
      <path className={styles.mark} d="M160 66V98M144 82H176" />
      <path className={styles.zero} d="M96 82H160M160 18V82" />
      <Arrow from={[96, 10]} to={[160, 10]} />
      <text x="166" y="14">
        fast
      </text>
      <Arrow from={[84, 18]} to={[84, 82]} />
      <text x="78" y="56" textAnchor="end">
        slow
      </text>
      <circle className={styles.dot} cx="104" cy="26" r="2" />
      <text x="206" y="34">
        centre of the first
      </text>
      <text x="206" y="49">
        pixel: 0.5, 0.5
      </text>
    </Picture>
  );
}

/** The MRC mode of each raw type. */
export function MrcModePicture() {
  const rows = [
    ['int8', '0', 'int8'],
    ['int16, uint8', '1', 'int16'],
    ['uint16', '6', 'uint16'],
    ['32-bit, float', '2', 'float32'],
  ] as const;
  return (
    <Picture
      label="int8 becomes mode 0, int16 and uint8 mode 1, uint16 mode 6, all others mode 2."
      height={100}
    >
      {rows.map(([raw, mode, stored], i) => (
        <g key={mode}>
          <text x="122" y={18 + 24 * i} textAnchor="end">
            {raw}
          </text>
          <Arrow from={[132, 14 + 24 * i]} to={[164, 14 + 24 * i]} />
          <text x="174" y={18 + 24 * i}>
            mode {mode}, {stored}
          </text>
        </g>
      ))}
    </Picture>
  );
}
