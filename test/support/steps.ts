import type { Locator, Page } from 'playwright';

/**
 * A page on which everything can be reached as before there were steps: before something is done to an element in the
 * panel of another step, the step's tab is clicked, as a user would.
 */

/** Methods that make locators. */
const MAKERS = new Set([
  'getByRole',
  'getByLabel',
  'getByTestId',
  'getByText',
  'getByTitle',
  'locator',
  'filter',
  'and',
  'or',
  'first',
  'last',
  'nth',
]);

/** Methods that say what is on the screen, and wait for nothing. */
const LOOKS = new Set(['count', 'isVisible', 'isHidden', 'page', 'toString']);

/** How long an element is waited for before its panel is looked for again, ms. */
const WAIT_MS = 300;
const APPEAR_MS = 10_000;

type Maker = (...args: unknown[]) => Locator;
type Act = (...args: unknown[]) => Promise<unknown>;

/** The same locator, for elements that are not shown, too. */
function hiddenToo(of: Page | Locator, method: string, args: readonly unknown[]): Locator {
  const make = (of as unknown as Record<string, Maker>)[method] as Maker;
  const [role, options] = args as [unknown, object | undefined];
  const given = method === 'getByRole' ? [role, { ...options, includeHidden: true }] : args;
  return make.apply(of, [...given]);
}

/** Clicks the tab of the panel that the element is in, if it is not shown. */
async function reach(hidden: Locator): Promise<void> {
  await hidden.evaluateAll((nodes) => {
    const panel = nodes[0]?.closest('[role="tabpanel"][hidden]');
    document.getElementById(panel?.getAttribute('aria-labelledby') ?? '')?.click();
  });
}

/** Waits until there is such an element; what is done next says if there is none. */
async function attached(hidden: Locator): Promise<void> {
  await hidden
    .first()
    .waitFor({ state: 'attached', timeout: APPEAR_MS })
    .catch(() => undefined);
}

async function waitReaching(locator: Locator, hidden: Locator, args: readonly unknown[]): Promise<void> {
  const [options] = args as Parameters<Locator['waitFor']>;
  if (options?.state !== undefined && options.state !== 'visible') return locator.waitFor(options);
  const end = Date.now() + (options?.timeout ?? 30_000);
  for (;;) {
    await reach(hidden);
    try {
      return await locator.waitFor({ ...options, timeout: Math.min(WAIT_MS, end - Date.now()) });
    } catch (error) {
      if (Date.now() >= end - WAIT_MS) throw error;
    }
  }
}

function reaching(locator: Locator, hidden: Locator): Locator {
  return new Proxy(locator, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      if (name === 'waitFor') return (...args: unknown[]) => waitReaching(target, hidden, args);
      if (MAKERS.has(name)) {
        return (...args: unknown[]) =>
          reaching((value as Maker).apply(target, args), hiddenToo(hidden, name, args));
      }
      if (name === 'all') return async () => (await target.all()).map((one) => reaching(one, one));
      if (LOOKS.has(name) || name.startsWith('_')) return value.bind(target);
      return async (...args: unknown[]) => {
        // It may only come into being; what looks at several takes them as they are.
        if (!/^(evaluateAll|all)/.test(name)) await attached(hidden);
        await reach(hidden);
        return (value as Act).apply(target, args);
      };
    },
  });
}

/** Gives a page's locators what is said above. */
export function throughSteps(page: Page): Page {
  return new Proxy(page, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (typeof name !== 'string' || !MAKERS.has(name)) return value.bind(target);
      return (...args: unknown[]) =>
        reaching((value as Maker).apply(target, args), hiddenToo(target, name, args));
    },
  });
}
