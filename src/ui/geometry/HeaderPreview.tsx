import { useMemo } from 'react';
import { headerPreview } from '../../conversion/buildRecipe';
import { selectFrameRow, selectSeriesView } from '../../state/selectors';
import { useApp } from '../shared/context';
import { FileText } from './FileText';

/** The SMV header of the selected frame, to the letter. */
export function HeaderPreview() {
  const view = useApp(selectSeriesView);
  const row = useApp(selectFrameRow);
  const leginonHeaders = useApp((state) => state.formats.leginonHeaders);
  const text = useMemo(
    () => (view && row ? headerPreview(view, row, leginonHeaders) : undefined),
    [view, row, leginonHeaders],
  );
  return (
    <section className="panel" aria-label="Header preview">
      <details>
        <summary>SMV header{row && ` of frame ${row.frame.number}`}</summary>
        <FileText
          name="SMV header"
          testId="header-preview"
          text={text ?? 'The header is shown when the series is scanned.'}
        />
      </details>
    </section>
  );
}
