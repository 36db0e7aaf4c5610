import { expect, it } from 'vitest';
import { draftName, finishedName, isDraftName } from '../../src/domain/draftName';

it.each([
  ['run_001.img', 'run_001.pedestal-part.img'],
  ['a.b_1.mrc', 'a.b_1.pedestal-part.mrc'],
  ['none', 'none.pedestal-part'],
])('the draft of %s is %s, with the same extension', (name, draft) => {
  expect(draftName(name)).toBe(draft);
  expect([isDraftName(draft), isDraftName(name)]).toEqual([true, false]);
  expect(finishedName(draft)).toBe(name);
});

it.each([
  ['run_001.pedestal-part.img.crswap', 'run_001.img'],
  ['run_001.pedestal-part.img.1.crswap', 'run_001.img'],
  ['dials_import.sh.crswap', 'dials_import.sh'],
  ['none.pedestal-part.12.crswap', 'none'],
])('%s is what the browser leaves of %s', (left, name) => {
  expect(finishedName(left)).toBe(name);
});

it.each(['run_001.img', 'my.pedestal-part_001.img', 'pedestal-part.img.bak', 'x.crswap.txt'])(
  '%s is no unfinished form',
  (name) => {
    expect(finishedName(name)).toBeUndefined();
    expect(isDraftName(name)).toBe(false);
  },
);
