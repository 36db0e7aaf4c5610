/** Texts of files beside frames, after real ones, cut to what matters. */

const data = (label: string, value: string, unit = '') =>
  `<Data><Label>${label}</Label><Value>${value}</Value><Unit>${unit}</Unit></Data>`;

/** One block of an `.emi`; TIA puts binary data around them. */
function emiBlock(tiltDeg: string, mode = ' TEM uP SA Zoom Diffraction'): string {
  return [
    '<ObjectInfo><Uuid>a9b2d8a1</Uuid><ExperimentalConditions><MicroscopeConditions>',
    '<AcceleratingVoltage>200000</AcceleratingVoltage><Tilt1>-0.000034</Tilt1></MicroscopeConditions>',
    '</ExperimentalConditions><ExperimentalDescription><Root>',
    data('High tension', '200', 'kV'),
    data('Mode', mode),
    data('Camera length', '1.100', 'm'),
    data('Stage A', tiltDeg, 'deg'),
    '</Root>\n\t</ExperimentalDescription><AcquireDate>Mon Feb 22 18:18:34 2016</AcquireDate>',
    '<AcquireInfo><Magnification>1 X</Magnification><DwellTimePath>0.012500</DwellTimePath>',
    '<CameraNamePath>BM-Ceta</CameraNamePath><Binning>8</Binning></AcquireInfo></ObjectInfo>',
  ].join('');
}

/** An `.emi` for two series. */
export const EMI = `JL\u0001\u0002\u0000${emiBlock('-12.50')}\u00ff\u0000\u0003${emiBlock('7.25')}\u0000`;

/** SerialEM's `.mdoc` of a movie. */
export const FRAME_SET = `Voltage = 200
[FrameSet = 0]
TiltAngle = -30.05
StagePosition = 10.1 -3.2
CameraLength = 960
ExposureTime = 60
NumSubFrames = 120
DegreesPerSecond = 1.01
CameraPixelSize = 14
Binning = 2
PixelSpacing = 4.2
RotationAngle = -86.1
`;

/** SerialEM's `.mdoc` of a stack, a section for each image. */
export const STACK = `PixelSpacing = 4.2\r
Voltage = 300\r
ImageFile = x.mrc\r
\r
[T = SerialEM: Titan  12-May-26]\r
\r
${[0, 1, 2, 3].map((n) => `[ZValue = ${n}]\r\nTiltAngle = ${(-10 + 0.5 * n).toFixed(2)}\r\nExposureTime = 0.5\r\nBinning = 1\r\n`).join('\r\n')}`;

/** Velox and EPU-D XML beside a movie. */
export const FRACTIONS = `<?xml version="1.0" encoding="utf-8"?>
<p:Movie xmlns:p="http://schemas.example/p" xmlns:q="http://schemas.example/q">
  <q:Camera><q:CommercialName>Ceta-D</q:CommercialName><q:Binning><q:x>2</q:x><q:y>2</q:y></q:Binning>
    <q:ImageSize><q:Width>2048</q:Width><q:Height>2048</q:Height></q:ImageSize></q:Camera>
  <p:Fractions>
    ${[0, 1, 2]
      .map(
        (n) =>
          `<p:Fraction><p:Index>${n}</p:Index><p:ExposureTime>0.25</p:ExposureTime><p:StartFrame>${n}</p:StartFrame><p:NumberOfFrames>1</p:NumberOfFrames><p:DateTimeWithTimeZone>2026-05-12T10:00:00+02:00</p:DateTimeWithTimeZone></p:Fraction>`,
      )
      .join('\n    ')}
  </p:Fractions>
</p:Movie>
`;
