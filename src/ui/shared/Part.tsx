import { Component, type ReactNode } from 'react';
import { AppContext } from './context';
import styles from './Part.module.css';

interface PartProps {
  /** Its name within a sentence: `the viewer`. */
  readonly name: string;
  readonly children: ReactNode;
  /** Its subject: a new one retries automatically. */
  readonly subject?: string | undefined;
}

interface PartState {
  readonly failed: boolean;
  readonly subject: string | undefined;
}

/**
 * An error boundary: a part that cannot be drawn is replaced by a message and a button, and the parts
 * beside it keep working. React requires a class for this.
 */
export class Part extends Component<PartProps, PartState> {
  static override contextType = AppContext;
  declare context: React.ContextType<typeof AppContext>;
  override state: PartState = { failed: false, subject: this.props.subject };

  static getDerivedStateFromProps({ subject }: PartProps, state: PartState): PartState | null {
    return subject === state.subject ? null : { failed: false, subject };
  }

  static getDerivedStateFromError(): Partial<PartState> {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.context?.commands.program.reportUnexpected(error, this.props.name);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <section className={`panel ${styles.failed}`} data-code="partFailed" data-part={this.props.name}>
        <p>Pedestal could not draw {this.props.name}. The other parts still work.</p>
        <div className="button-row">
          <button type="button" className="button small" onClick={() => this.setState({ failed: false })}>
            Draw it again
          </button>
          <button type="button" className="button small" onClick={() => location.reload()}>
            Load the page anew
          </button>
        </div>
      </section>
    );
  }
}
