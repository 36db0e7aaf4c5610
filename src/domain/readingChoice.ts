import type { FileLayout } from './frame';
import type { PixelType } from './pixelType';
import type { FileNotice } from './problem';
import type { SeriesFrame } from './series';
import type { SeriesDraft } from './seriesDraft';

/** How to read what a series' files leave open. */
export interface ReadingChoice {
  /** 8-bit pixels of MRC files; undefined = as the header suggests. */
  readonly bytes: 'signed' | 'unsigned' | undefined;
  /** Frames of files that hold more than their headers announce. */
  readonly sections: 'all' | 'announced';
  /** Unit of the tilts in the files. */
  readonly tilts: 'degrees' | 'radians';
}

/** As the files are read without a choice. */
export const AS_FOUND: ReadingChoice = { bytes: undefined, sections: 'all', tilts: 'degrees' };

/** True for pixels that may be signed or unsigned: of a file, or of a series' shape. */
export function hasOpenBytes({ format, pixelType }: Pick<FileLayout, 'format' | 'pixelType'>): boolean {
  return format === 'mrc' && (pixelType === 'int8' || pixelType === 'uint8');
}

/** The frames that the header announces, of a file that holds more; else undefined. */
function announcedFrames({ notices }: Pick<FileLayout, 'notices'>): number | undefined {
  const more = notices.find((notice) => notice.code === 'moreSections');
  return more?.announced;
}

const DEGREES_PER_RADIAN = 180 / Math.PI;

function withRadians(layout: FileLayout): FileLayout {
  const { tiltDeg, tiltsDeg, ...others } = layout.metadata;
  const metadata = {
    ...others,
    ...(tiltDeg !== undefined && { tiltDeg: tiltDeg * DEGREES_PER_RADIAN }),
    ...(tiltsDeg !== undefined && { tiltsDeg: tiltsDeg.map((tilt) => tilt * DEGREES_PER_RADIAN) }),
  };
  return { ...layout, metadata };
}

function withBytes(layout: FileLayout, pixelType: PixelType): FileLayout {
  // What the header suggests is no longer what is done.
  const isOther = ({ code }: FileNotice) => code !== 'unsignedBytes';
  return { ...layout, pixelType, notices: layout.notices.filter(isOther) };
}

function readLayout(layout: FileLayout, { bytes, tilts }: ReadingChoice): FileLayout {
  const inDegrees = tilts === 'radians' ? withRadians(layout) : layout;
  if (bytes === undefined || !hasOpenBytes(layout)) return inDegrees;
  return withBytes(inDegrees, bytes === 'signed' ? 'int8' : 'uint8');
}

/**
 * The frames of a draft as the user wants them read. A frame whose pixels are read differently gets an id of its own,
 * so that it is scanned again and both scans stay known.
 */
export function readAs(draft: SeriesDraft, reading: ReadingChoice): SeriesDraft {
  const { bytes, sections, tilts } = reading;
  if (bytes === undefined && sections === 'all' && tilts === 'degrees') return draft;
  const layouts = new Map<FileLayout, FileLayout>();
  const frames = draft.frames.flatMap((frame): SeriesFrame[] => {
    const { layout } = frame;
    if (layout === undefined) return [frame];
    const announced = announcedFrames(layout);
    if (sections === 'announced' && announced !== undefined && frame.indexInFile >= announced) return [];
    const read = layouts.get(layout) ?? readLayout(layout, reading);
    layouts.set(layout, read);
    if (read === layout) return [frame];
    const id = read.pixelType === layout.pixelType ? frame.id : `${frame.id}~${read.pixelType}`;
    return [{ ...frame, id, layout: read }];
  });
  return { ...draft, frames };
}
