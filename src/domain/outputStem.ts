/**
 * Names that every system, ZIP and browser accepts. File names are untrusted input, and browsers refuse to
 * create some names that the disk itself allows.
 */

/**
 * Longest stem, bytes of UTF-8. File systems allow 255; a frame's longest name, while it is being
 * written, is `<stem>_<10 digits>.pedestal-part.img.1.crswap`.
 */
const MAX_STEM_BYTES = 255 - '_'.length - 10 - '.img.pedestal-part.1.crswap'.length;

/** Device names of Windows; the part before the first dot counts. */
const RESERVED_NAME =
  /^(con|prn|aux|nul|com[\d\u00b9\u00b2\u00b3]|lpt[\d\u00b9\u00b2\u00b3]|con(in|out)\$)\s*(\..*)?$/i;

/** Names with a meaning for the desktop, which browsers refuse. */
const DESKTOP_NAME = /\.(lnk|url|scf)$|^(desktop\.ini|thumbs\.db)$/i;

/**
 * Characters special to Windows or paths; `#`, which DIALS reads as a digit of the frame number; controls,
 * lone surrogates and noncharacters; invisible ones (`Cf`), which can also reverse the text direction.
 */
const UNSAFE = /[<>:"/\\|?*#\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** Drops the separators before a number, and the dots, spaces and tildes that no name may have at its ends. */
function trimmed(text: string): string {
  return text.replace(/[_\-.~\s]+$/, '').replace(/^[~\s]+/, '');
}

function utf8Bytes(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
}

/** FNV-1a of the UTF-16 units, 64 bits, as 16 hexadecimal digits. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}

/** Shortens a stem that is too long, keeping different stems different. */
function shortened(safe: string, whole: string): string {
  let bytes = 0;
  let fitting = '';
  const tail = `-${fnv1a(whole)}`;
  for (const char of safe) {
    bytes += utf8Bytes(char);
    if (bytes <= MAX_STEM_BYTES - tail.length) fitting += char;
    else if (bytes > MAX_STEM_BYTES) return fitting + tail;
  }
  return safe;
}

/**
 * A stem that is valid for files and folders everywhere: NFC, no separator at its end, nothing
 * that a system, a path or a browser treats specially, at most {@link MAX_STEM_BYTES} bytes.
 * @param stem the part of a file's name before its number
 * @param folder path of the file's folder; its last part replaces an empty stem
 */
export function outputStem(stem: string, folder: string): string {
  const bare = trimmed(stem) || trimmed(folder.split('/').at(-1) ?? '') || 'series';
  const safe = bare.normalize('NFC').replace(UNSAFE, '_').replace(/^\.+/, '_');
  const usual = RESERVED_NAME.test(safe) ? `_${safe}` : safe;
  return shortened(DESKTOP_NAME.test(usual) ? `${usual}_` : usual, bare);
}
