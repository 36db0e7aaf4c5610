type Scalar = string | number | boolean;

function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function text(value: unknown): string | undefined {
  if (isScalar(value)) return String(value);
  if (Array.isArray(value)) return value.every(isScalar) ? value.join(' ') : String(value.length);
  // A fact may have its own code.
  const code = (value as { code?: unknown } | null | undefined)?.code;
  return isScalar(code) ? String(code) : undefined;
}

/**
 * Attributes that give a message's content to programs: `data-code`, and each fact as `data-<name>`.
 * Lists of plain values are joined by spaces, other lists are counted; an object with a code gives the code.
 * @param message a coded value such as a problem, a warning or a notice
 */
export function codeProps(message: { readonly code: string }): Readonly<Record<`data-${string}`, string>> {
  const props: Record<`data-${string}`, string> = {};
  for (const [name, value] of Object.entries(message)) {
    const fact = text(value);
    if (fact === undefined) continue;
    props[`data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`] = fact;
  }
  return props;
}
