import { framesToExclude } from '../../conversion/exclusionOffers';
import type { SeriesView } from '../../conversion/seriesView';
import type { SeriesWarning } from '../../domain/warning';
import { plural } from '../../wording/numbers';
import { useCommands } from '../shared/context';

interface ExcludeOfferProps {
  readonly warning: SeriesWarning;
  readonly view: SeriesView;
}

/** Excludes the frames that a warning proposes for it; Undo takes it back. */
export function ExcludeOffer({ warning, view }: ExcludeOfferProps) {
  const commands = useCommands();
  const keys = framesToExclude(warning, view);
  if (keys.length === 0) return null;
  return (
    <button
      type="button"
      className="button small"
      data-code="excludeFrames"
      onClick={() => commands.selection.setIncluded(keys, false)}
    >
      Exclude {plural(keys.length, 'frame')}
    </button>
  );
}
