import { describe, it } from 'vitest';

/**
 * `describe` for tests that need something of the machine.
 * Where it is not there the tests are skipped and say why; with `CI=true` one failing test says it instead.
 * @param lacking what is not there and how to get it; undefined where nothing is lacking
 */
export function describeWith(name: string, lacking: string | undefined, tests: () => void): void {
  if (lacking === undefined) {
    describe(name, tests);
    return;
  }
  if (process.env.CI === 'true') {
    describe(name, () => {
      it('has what it needs', () => {
        throw new Error(`${name} needs ${lacking}`);
      });
    });
    return;
  }
  process.stderr.write(`skipped: ${name} needs ${lacking}\n`);
  describe.skip(`${name} [needs ${lacking}]`, tests);
}
