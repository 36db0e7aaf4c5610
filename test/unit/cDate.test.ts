import { describe, expect, it } from 'vitest';
import { formatCDate, isCDate } from '../../src/formats/cDate';

describe('a date of C', () => {
  it.each([
    [new Date(2026, 10, 22, 11, 15, 8), 'Sun Nov 22 11:15:08 2026'],
    [new Date(2024, 1, 29, 0, 0, 0), 'Thu Feb 29 00:00:00 2024'],
    [new Date(1999, 11, 3, 23, 59, 59), 'Fri Dec 03 23:59:59 1999'],
  ])('is written local: %s', (date, text) => {
    expect(formatCDate(date.getTime())).toBe(text);
    expect(isCDate(text)).toBe(true);
  });

  it.each(['Sun Nov  1 11:15:08 2026', 'Thu Feb 29 23:59:59 2024', 'Thu Feb 29 00:00:00 2000'])(
    'can be %s',
    (text) => {
      expect(isCDate(text)).toBe(true);
    },
  );

  it.each([
    'Wed Feb 29 00:00:00 2023',
    'Wed Feb 29 00:00:00 1900',
    'Sun Nov 31 11:15:08 2026',
    'Sun Nov 00 11:15:08 2026',
    'Sun Nov 22 24:00:00 2026',
    'Sun Nov 22 11:60:08 2026',
    'Sun Nov 22 11:15:60 2026',
    'Sun Abc 22 11:15:08 2026',
    'sun Nov 22 11:15:08 2026',
    'Sun Nov 22 11:15:08 2026 UTC',
    'Sun Nov 22 11:15 2026',
    '',
  ])('cannot be %j', (text) => {
    expect(isCDate(text)).toBe(false);
  });
});
