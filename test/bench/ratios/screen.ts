import type { Page } from 'playwright';

/** The app as a user has it, with the times at which things begin and end noted in the page. */

declare global {
  interface Window {
    /** Notes of {@link noteTimes}: when the user acted, and when a state of the screen came after it. */
    noted: { began?: number; ended: Record<string, number> };
  }
}

/** Notes the first action, and each state that the scan and the export take after they have run. */
function noteTimes(): void {
  window.noted = { ended: {} };
  const begin = () => {
    window.noted.began ??= performance.now();
  };
  addEventListener('change', begin, true);
  addEventListener('click', begin, true);
  addEventListener('DOMContentLoaded', () => {
    const look = () => {
      for (const part of ['scan', 'export']) {
        const state = document.querySelector<HTMLElement>(`[data-testid="${part}"]`)?.dataset.state;
        const { ended } = window.noted;
        // What stood there before the action is not its end.
        if (state === 'running' || ended[`${part} running`] !== undefined) {
          ended[`${part} ${state}`] ??= performance.now();
        }
      }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** A folder of the private file system stands in for one of the disk: the same handles, no dialog. */
function giveFolder(): void {
  window.showDirectoryPicker = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle('out', { create: true });
}

/** Keeps the finished ZIP where it is; the download would still run while the next step is measured. */
function dropDownloads(): void {
  HTMLAnchorElement.prototype.click = () => undefined;
}

async function timeOf(page: Page, part: 'scan' | 'export', act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    window.noted = { ended: {} };
  });
  await act();
  await page.waitForFunction(
    (name) => ['done', 'failed'].some((state) => `${name} ${state}` in window.noted.ended),
    part,
    { polling: 100 },
  );
  const { began, ended } = await page.evaluate(() => window.noted);
  const end = ended[`${part} done`];
  if (began === undefined || end === undefined) {
    throw new Error(`the ${part} failed: ${await page.getByTestId(part).innerText()}`);
  }
  return end - began;
}

/** What is written. */
export interface Formats {
  readonly smv: boolean;
  readonly mrc: boolean;
}

/** The series for processing alone. */
export const SMV: Formats = { smv: true, mrc: false };
/** Everything that the app writes. */
export const BOTH: Formats = { smv: true, mrc: true };

/** The app's page. */
export class Screen {
  readonly page: Page;
  private readonly url: string;

  private constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  /** @param downloads whether a finished ZIP is really downloaded */
  static async open(page: Page, url: string, downloads: boolean): Promise<Screen> {
    await page.addInitScript(noteTimes);
    await page.addInitScript(giveFolder);
    if (!downloads) await page.addInitScript(dropDownloads);
    const screen = new Screen(page, url);
    await screen.reload();
    return screen;
  }

  /** Forgets all files. */
  async reload(): Promise<void> {
    await this.page.goto(this.url);
    await this.page.getByTestId('file-input').waitFor({ state: 'attached' });
    // The page has come to rest: its charts are warmed up.
    await this.page.waitForTimeout(1500);
  }

  /** From choosing the files to the end of their scan, ms. */
  async scan(paths: readonly string[]): Promise<number> {
    return timeOf(this.page, 'scan', () => this.page.getByTestId('file-input').setInputFiles([...paths]));
  }

  /** From the click to the finished ZIP in the private file system, ms. */
  async zip(formats: Formats): Promise<number> {
    await this.choose(formats);
    return this.press('Download ZIP');
  }

  /** From the click to the last verified file, ms. */
  async saveFolder(formats: Formats): Promise<number> {
    await this.choose(formats);
    const time = await this.press('Save to folder');
    await this.page.evaluate(async () => {
      await (await navigator.storage.getDirectory()).removeEntry('out', { recursive: true });
    });
    return time;
  }

  private async choose(formats: Formats): Promise<void> {
    const box = (label: string) => this.page.getByTestId('export').getByLabel(label);
    await box('MRC').setChecked(formats.mrc);
    await box('SMV').setChecked(formats.smv);
    if (formats.smv) await box('Write placeholders for missing values').setChecked(true);
  }

  private press(name: string): Promise<number> {
    const button = this.page.getByRole('button', { name, exact: true });
    return timeOf(this.page, 'export', () => button.click());
  }
}
