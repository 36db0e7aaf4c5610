import { useMemo } from 'react';
import { headerPreview, previewedOutput } from '../../conversion/previews';
import { selectOutputChoice } from '../../state/outputChoice';
import { selectFrameRow, selectSeriesView } from '../../state/selectors';
import { useApp } from '../shared/context';
import { FileText } from './FileText';

/** The header of the selected frame, to the letter. */
export function HeaderPreview() {
  const view = useApp(selectSeriesView);
  const row = useApp(selectFrameRow);
  const choice = useApp(selectOutputChoice);
  const text = useMemo(
    () => (view && row ? headerPreview(view, row, choice) : undefined),
    [view, row, choice],
  );
  const label = `${previewedOutput(choice)?.label} header`;
  return (
    <section className="panel" aria-label="Header preview">
      <details>
        <summary>
          {label}
          {row && ` of frame ${row.frame.number}`}
        </summary>
        <FileText
          name={label}
          testId="header-preview"
          text={text ?? 'The header appears once the series is scanned.'}
        />
      </details>
    </section>
  );
}
