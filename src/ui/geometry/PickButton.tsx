import type { PickTool } from '../../state/store';
import { useApp, useCommands } from '../shared/context';

/** Starts picking on the frame; pressed again, stops it. */
export function PickButton({ tool, children }: { readonly tool: PickTool; readonly children: string }) {
  const commands = useCommands();
  const picking = useApp((state) => state.picking);
  return (
    <button
      type="button"
      className="button small"
      aria-pressed={picking === tool}
      onClick={() => commands.geometry.pick(picking === tool ? undefined : tool)}
    >
      {children}
    </button>
  );
}
