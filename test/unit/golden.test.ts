import { expect, it } from 'vitest';
import { goldenPath } from '../golden/golden';
import { describeWithOracles, runPython } from '../support/oracle';

describeWithOracles('golden files', ['python', 'mrcfile', 'fabio'], () => {
  it('are what make.py writes, byte for byte', async () => {
    const said = await runPython(goldenPath('make.py'), ['--check']);
    expect(said.trim()).toBe('golden files agree with make.py');
  });
});
