import { describe, expect, it } from 'vitest';
import { calmWord } from '../../src/wording/progress';

describe('what is said of long work', () => {
  it('changes at the begin, after each quarter and at the end only', () => {
    const said: string[] = [];
    for (let framesDone = 0; framesDone <= 1000; framesDone++) {
      const word = calmWord({ work: 'Scan', phase: 'running', framesDone, framesTotal: 1000 });
      if (word !== said.at(-1)) said.push(word);
    }
    expect(said).toEqual([
      'Scan started.',
      'Scan: 25 % done.',
      'Scan: 50 % done.',
      'Scan: 75 % done.',
      'Scan: almost done.',
    ]);
  });

  it('says how it ended', () => {
    const ended = (phase: 'done' | 'failed' | 'stopped' | 'asking' | 'none', framesTotal = 2) =>
      calmWord({ work: 'Export', phase, framesDone: 0, framesTotal });
    expect(ended('done')).toBe('Export done, 2 frames.');
    expect(ended('done', 1)).toBe('Export done, 1 frame.');
    const facts = { work: 'Export', phase: 'done', framesDone: 20, framesTotal: 20 } as const;
    expect(calmWord({ ...facts, series: { done: 1, total: 12 } })).toBe(
      'Export done, 1 of 12 series, 20 frames.',
    );
    expect(ended('failed')).toBe('Export failed.');
    expect(ended('stopped')).toBe('Export stopped.');
    expect(ended('asking')).toBe('Export: waiting for your answer.');
    expect(ended('none')).toBe('');
  });

  it('stands a begin without frames', () => {
    expect(calmWord({ work: 'Scan', phase: 'running', framesDone: 0, framesTotal: 0 })).toBe('Scan started.');
  });
});
