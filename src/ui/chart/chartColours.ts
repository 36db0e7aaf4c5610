/** Reads a CSS colour (custom properties and `light-dark()` resolved) as Plotly understands it. */
export type ReadColour = (css: string) => string;

/**
 * Colours as resolved at an element.
 * @param className of the style sheet, for colours other than the element's
 */
export function colourReader(element: Element, className = ''): ReadColour {
  const known = new Map<string, string>();
  const read = (css: string) => {
    const probe = document.createElement('span');
    probe.className = className;
    probe.style.color = css;
    element.parentElement?.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  };
  return (css) => {
    let colour = known.get(css);
    if (colour === undefined) {
      colour = read(css);
      known.set(css, colour);
    }
    return colour;
  };
}
