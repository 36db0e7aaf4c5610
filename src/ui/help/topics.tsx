import type { ReactNode } from 'react';
import type { HelpPlace } from '../../wording/helpPlaces';
import {
  BeamCentrePicture,
  BinningPicture,
  MrcModePicture,
  OffsetPicture,
  PedestalPicture,
  RotationAxisPicture,
  RotationSignPicture,
} from './pictures';

/** What is explained beside a field. */
export type TopicName =
  | 'offset'
  | 'pedestal'
  | 'binning'
  | 'rotationSign'
  | 'rotationAxis'
  | 'beamCentre'
  | 'mrcMode';

interface Topic {
  /** Comes after "About". */
  readonly title: string;
  /** Two to four sentences in all. */
  readonly lines: readonly ReactNode[];
  readonly Picture: () => ReactNode;
  /** Whose rule it is. */
  readonly source: string;
  readonly more: HelpPlace;
}

/** Short help; the documents say more. */
export const TOPICS: Readonly<Record<TopicName, Topic>> = {
  offset: {
    title: 'offset',
    lines: [
      'SMV pixels are integers from 0 to 65535, but corrected frames have negative values. One offset, added to every pixel of the series, lifts the smallest value to 0.',
      'It never exceeds the cap (2000 counts), so one bad pixel cannot lift the whole series. Values still below 0 are truncated at 0 and counted.',
    ],
    Picture: OffsetPicture,
    source: "Source: Leginon's rule; header key LEGINON_OFFSET.",
    more: { document: 'guide', heading: '3-check-the-offset' },
  },
  pedestal: {
    title: 'pedestal',
    lines: [
      'The level in the SMV file that means “no signal”. The header states it; it is never subtracted from the pixels.',
      'DIALS uses (stored − pedestal) / gain. XDS gets the same number as OFFSET.',
    ],
    Picture: PedestalPicture,
    source: "Source: Leginon's rule; dxtbx reads IMAGE_PEDESTAL.",
    more: { document: 'guide', heading: '3-check-the-offset' },
  },
  binning: {
    title: 'binning',
    lines: [
      'The number of detector pixels along each edge of an image pixel. A Ceta frame of 4096 × 4096 pixels is 1x1 (0.014 mm), one of 2048 × 2048 is 2x2 (0.028 mm).',
      'The Ceta-D class of DIALS treats stored counts above 8000 × binning² as saturated, so a wrong binning loses strong spots.',
    ],
    Picture: BinningPicture,
    source: 'Source: the Ceta-D format class of DIALS; header key BIN.',
    more: { document: 'guide', heading: 'pixel-size-and-binning' },
  },
  rotationSign: {
    title: 'oscillation sign',
    lines: [
      'Rotation per frame, right-handed about the axis: with the axis pointing at you, a positive oscillation turns counter-clockwise.',
      'A falling angle means a negative oscillation. Start angles are then written negated and rising, so that DIALS imports one sweep. With the wrong sign, indexing fails or gives a wrong cell.',
    ],
    Picture: RotationSignPicture,
    source: 'Source: dxtbx reverses the axis for a negative OSC_RANGE.',
    more: { document: 'guide', heading: 'rotation' },
  },
  rotationAxis: {
    title: 'rotation axis',
    lines: [
      'Angle of the axis on the frame, counter-clockwise from the fast axis (to the right), with row 0 at the top, as in DIALS.',
      'SMV has no key for it, so it goes into XDS.INP and dials_import.sh. DIALS assumes 0 without it.',
    ],
    Picture: RotationAxisPicture,
    source: 'Source: ROTATION_AXIS of XDS is cos, −sin, 0 of this angle.',
    more: { document: 'guide', heading: 'rotation' },
  },
  beamCentre: {
    title: 'beam centre',
    lines: [
      'Where the direct beam hits the detector: column (fast) and row (slow) in pixels from the outer corner of the first pixel, whose centre is at 0.5.',
      'In the SMV header, BEAM_CENTER_X is the slow value and BEAM_CENTER_Y the fast one, in mm. XDS counts from 1, so ORGX and ORGY are 0.5 larger.',
    ],
    Picture: BeamCentrePicture,
    source: 'Source: dxtbx reads (BEAM_CENTER_Y, BEAM_CENTER_X) as (fast, slow).',
    more: { document: 'guide', heading: 'beam-centre' },
  },
  mrcMode: {
    title: 'MRC mode',
    lines: [
      'MRC files hold the raw values without the offset. The mode, the pixel type of the file, follows from the raw pixel type.',
      'MRC2014 has no mode for 32-bit integers, so they become mode 2 (float32). Integers up to 16,777,216 stay exact; pixels that would change are counted before export.',
    ],
    Picture: MrcModePicture,
    source: "Source: MRC2014; Leginon's table also maps int32 to mode 2.",
    more: { document: 'differences-from-leginon', heading: 'mrc-files' },
  },
};
