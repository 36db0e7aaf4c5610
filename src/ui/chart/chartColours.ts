/** Reads a CSS colour (custom properties and `light-dark()` resolved) as Plotly understands it. */
export type ReadColour = (css: string) => string;

/**
 * Colours as they are at an element.
 * @param scheme forces light or dark, whatever the page shows; saved pictures are always light
 */
export function colourReader(element: Element, scheme?: 'light' | 'dark'): ReadColour {
  return (css) => {
    const probe = document.createElement('span');
    if (scheme !== undefined) probe.style.colorScheme = scheme;
    const inner = document.createElement('span');
    // A custom property with light-dark() is resolved where it is used, so the variable is spelled out.
    inner.style.color = css.replace(/^var\((--[\w-]+)\)$/, (_, name: string) =>
      getComputedStyle(document.documentElement).getPropertyValue(name),
    );
    probe.append(inner);
    element.parentElement?.append(probe);
    const resolved = getComputedStyle(inner).color;
    probe.remove();
    return resolved;
  };
}
