import styles from './FileText.module.css';

/** A file's text as it will be written; scrolls, also by keyboard. */
export function FileText({ text, name, testId }: Readonly<Record<'text' | 'name' | 'testId', string>>) {
  return (
    <pre className={styles.text} role="region" aria-label={name} tabIndex={0} data-testid={testId}>
      {text}
    </pre>
  );
}
