/** Not a fault: the browser gives a chart that changes its own size the next turn. */
const HARMLESS = /^ResizeObserver loop/;

/** Tells of each fault that reaches the page without being handled, of its workers too. */
export function onUnhandled(tell: (error: unknown) => void): void {
  window.addEventListener('error', (event) => {
    if (!HARMLESS.test(event.message)) tell(event.error ?? event.message);
  });
  window.addEventListener('unhandledrejection', (event) => tell(event.reason));
}

/** Acts whenever the page is left or put aside: it may not come back. */
export function onPageHidden(act: () => void): void {
  window.addEventListener('pagehide', act);
}

/** False over plain http, where the browser withholds folders, checksums, the clipboard and more. */
export function isSecurePage(): boolean {
  return window.isSecureContext;
}

/** The browser and how it got the page, in lines for a report of a fault. */
export function describePage(): readonly string[] {
  return [navigator.userAgent, `page over ${location.protocol} secure context ${window.isSecureContext}`];
}

/** Puts a text on the clipboard. @throws where the browser does not let the page */
export async function writeClipboard(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
