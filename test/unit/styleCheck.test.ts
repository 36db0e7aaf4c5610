import { describe, expect, it } from 'vitest';
import { styleProblems } from '../../.ci/styleProblems.mjs';

const GOOD = {
  'src/ui/tokens.css': ':root { --accent: teal; }',
  'src/ui/text.css': '.muted { color: var(--accent); }\n.warn { color: var(--accent); }',
  'src/ui/room/Thing.module.css': `
    /* .gone is only a word here */
    .thing, .inner { margin: 0; }
    .thing { width: var(--width, 3px); }
    .thing:global(.warn) > .inner:is(h1, h2) { margin: 1px; }
    @media (max-width: 9px) { .thing { width: 1.5rem; } }`,
  'src/ui/room/Thing.tsx': `
import styles from './Thing.module.css';
export const Thing = ({ bad }) => (
  <p className={\`muted \${styles.thing}\`} style={{ '--width': '1px' }}>
    <b className={styles.inner} /> <i className={bad ? 'warn' : undefined} />
  </p>
);`,
};

function problemsWith(path: keyof typeof GOOD, from: string, to: string): string[] {
  expect(GOOD[path]).toContain(from);
  return styleProblems({ ...GOOD, [path]: GOOD[path].replace(from, to) });
}

describe('the check of the styles', () => {
  it('finds nothing where each class has its rule and its use', () => {
    expect(styleProblems(GOOD)).toEqual([]);
  });

  it('finds a class of a module that no importer uses', () => {
    expect(problemsWith('src/ui/room/Thing.module.css', '@media', '.dead { margin: 0; } @media')).toEqual([
      'src/ui/room/Thing.module.css: no component uses .dead',
    ]);
  });

  it('finds a global class that nothing uses', () => {
    expect(problemsWith('src/ui/room/Thing.tsx', "'warn'", "'other words, warn'")).toEqual([
      'src/ui/text.css: nothing uses .warn',
    ]);
  });

  it('finds a class that its module lacks', () => {
    expect(problemsWith('src/ui/room/Thing.tsx', '<b ', '<b title={styles.missing} ')).toEqual([
      'src/ui/room/Thing.tsx: styles.missing is not in src/ui/room/Thing.module.css',
    ]);
  });

  it('finds a written class without a rule', () => {
    expect(problemsWith('src/ui/room/Thing.tsx', 'muted ', 'muted loud ')).toEqual([
      'src/ui/room/Thing.tsx: the class "loud" has no rule',
    ]);
  });

  it('finds a class that is computed, which it cannot follow', () => {
    expect(problemsWith('src/ui/room/Thing.tsx', '<b ', '<b title={styles[bad]} ')).toEqual([
      'src/ui/room/Thing.tsx: write the classes of styles out, as styles.x',
    ]);
  });

  it.each([
    ['alone', '.thing { color: red; }', '.thing'],
    ['in lists', '.inner, .thing b { color: red; }', '.inner'],
  ])('finds a selector that stands twice %s', (_, rule, selector) => {
    expect(problemsWith('src/ui/room/Thing.module.css', '@media', `${rule} @media`)).toEqual([
      `src/ui/room/Thing.module.css: the selector ${selector} stands twice`,
    ]);
  });

  it('finds a selector that stands twice within an at-rule', () => {
    const twice = '{ .thing { margin: 0; } .thing { width';
    expect(problemsWith('src/ui/room/Thing.module.css', '{ .thing { width: 1.5', `${twice}: 1.5`)).toEqual([
      'src/ui/room/Thing.module.css: the selector .thing stands twice in @media (max-width: 9px)',
    ]);
  });

  it('finds a custom property without definition, and one without use', () => {
    expect(problemsWith('src/ui/tokens.css', '--accent', '--acent')).toEqual([
      'src/ui/text.css: --accent is not defined',
      'src/ui/tokens.css: nothing uses --acent',
    ]);
  });

  it('finds two modules of one name, whose classes would be the same on the page', () => {
    const styles = { ...GOOD, 'src/ui/Thing.module.css': '' };
    expect(styleProblems(styles)).toEqual([
      'src/ui/Thing.module.css: has the name of src/ui/room/Thing.module.css, and so the same classes on the page',
    ]);
  });

  it('finds a file of more than 250 lines', () => {
    expect(problemsWith('src/ui/tokens.css', ':root', `${'\n'.repeat(251)}:root`)).toEqual([
      'src/ui/tokens.css: 251 lines, 250 at most',
    ]);
  });
});
