import { basename, dirname, join } from 'node:path/posix';

/** Lines of a style file: what is longer belongs to more than one component. */
const MOST_LINES = 250;

const withoutComments = (css) => css.replace(/\/\*[\s\S]*?\*\//g, '');
const isModule = (path) => path.endsWith('.module.css');

/** Selectors of a list; a comma inside of brackets parts nothing. */
function selectorsOf(list) {
  const selectors = [''];
  let depth = 0;
  for (const char of list) {
    if (char === '(' || char === '[') depth++;
    if (char === ')' || char === ']') depth--;
    if (char === ',' && depth === 0) selectors.push('');
    else selectors[selectors.length - 1] += char;
  }
  return selectors.map((selector) => selector.trim().replace(/\s+/g, ' '));
}

/** The rules of a style file in their order, each with the at-rules around it. */
function rulesOf(css) {
  const rules = [];
  const around = [];
  let text = '';
  for (const char of withoutComments(css)) {
    if (char === '{') {
      const prelude = text.slice(text.lastIndexOf(';') + 1).trim();
      around.push(prelude.replace(/\s+/g, ' '));
      if (!prelude.startsWith('@')) {
        rules.push({ within: around.slice(0, -1).join(' '), selectors: selectorsOf(prelude) });
      }
      text = '';
    } else if (char === '}') {
      around.pop();
      text = '';
    } else text += char;
  }
  return rules;
}

/** Classes that a file's selectors name, without those of `:global()`. */
function classesOf(rules) {
  const names = rules.flatMap(({ selectors }) =>
    selectors.flatMap((selector) =>
      [...selector.replace(/:global\([^)]*\)|"[^"]*"/g, '').matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map(
        ([, name]) => name,
      ),
    ),
  );
  return new Set(names);
}

/** A selector may share a list and have a rule of its own beside it: more often is twice. */
function repeated(rules) {
  const seen = new Set();
  return rules.flatMap(({ within, selectors }) =>
    selectors.flatMap((selector) => {
      const key = `${within} ${selectors.length > 1 ? 'list' : 'alone'} ${selector}`;
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [`the selector ${selector} stands twice${within && ` in ${within}`}`];
    }),
  );
}

/** Style modules that a source file imports, by the name it gives them. */
function moduleImports(path, text) {
  return [...text.matchAll(/^import (\w+) from '(\.[^']*\.module\.css)';/gm)].map(([, name, from]) => ({
    name,
    module: join(dirname(path), from),
  }));
}

const words = (text) => text.split(/\s+/).filter(Boolean);
const withoutPlaces = (template) => template.replace(/\$\{[^}]*\}/g, ' ');

/** Words of the strings that hold nothing but what class names are made of, and of all templates. */
function wordsInStrings(text) {
  return [...text.matchAll(/(['"])([\w -]+)\1|`([^`]*)`/g)].flatMap(([, , plain, template]) =>
    words(plain ?? withoutPlaces(template)),
  );
}

/** Classes written out in a `className`. */
function writtenClasses(text) {
  return [...text.matchAll(/className=(?:"([^"]*)"|\{`([^`]*)`\})/g)].flatMap(([, plain, template]) =>
    words(plain ?? withoutPlaces(template)),
  );
}

function moduleProblems(modules, sources) {
  const used = new Map([...modules.keys()].map((path) => [path, new Set()]));
  const problems = [];
  for (const [path, text] of sources) {
    for (const { name, module } of moduleImports(path, text)) {
      const classes = modules.get(module);
      if (classes === undefined) {
        problems.push(`${path}: ${module} does not exist`);
        continue;
      }
      if (text.includes(`${name}[`)) problems.push(`${path}: write the classes of ${name} out, as ${name}.x`);
      for (const [, word] of text.matchAll(new RegExp(`(?<![\\w./])${name}\\.(\\w+)`, 'g'))) {
        used.get(module).add(word);
        if (!classes.has(word)) problems.push(`${path}: ${name}.${word} is not in ${module}`);
      }
    }
  }
  const paths = new Map();
  for (const [path, classes] of modules) {
    for (const name of classes) {
      if (!used.get(path).has(name)) problems.push(`${path}: no component uses .${name}`);
    }
    const same = paths.get(basename(path));
    if (same !== undefined)
      problems.push(`${path}: has the name of ${same}, and so the same classes on the page`);
    paths.set(basename(path), path);
  }
  return problems;
}

function globalProblems(globals, sources) {
  const known = new Set([...globals.values()].flatMap((classes) => [...classes]));
  const used = new Set(sources.flatMap(([, text]) => wordsInStrings(text)));
  return [
    ...[...globals].flatMap(([path, classes]) =>
      [...classes].filter((name) => !used.has(name)).map((name) => `${path}: nothing uses .${name}`),
    ),
    ...sources.flatMap(([path, text]) =>
      writtenClasses(text)
        .filter((name) => !known.has(name))
        .map((name) => `${path}: the class "${name}" has no rule`),
    ),
  ];
}

function propertyProblems(styles, sources) {
  const defined = new Map();
  const used = new Map();
  const note = (map, path, matches) => {
    for (const [, name] of matches) if (!map.has(name)) map.set(name, path);
  };
  for (const [path, text] of styles) {
    const css = withoutComments(text);
    note(defined, path, css.matchAll(/[{;]\s*(--[\w-]+)\s*:/g));
    note(used, path, css.matchAll(/var\(\s*(--[\w-]+)/g));
  }
  for (const [path, text] of sources) {
    note(defined, path, text.matchAll(/'(--[\w-]+)':/g));
    note(used, path, text.matchAll(/var\(\s*(--[\w-]+)/g));
  }
  return [
    ...[...used]
      .filter(([name]) => !defined.has(name))
      .map(([name, path]) => `${path}: ${name} is not defined`),
    ...[...defined]
      .filter(([name]) => !used.has(name))
      .map(([name, path]) => `${path}: nothing uses ${name}`),
  ];
}

/**
 * What is wrong with the styles of the page, as sentences: dead or missing classes, selectors that stand twice,
 * custom properties without definition or use, files that are too long.
 * @param files text by path: every style and source file
 */
export function styleProblems(files) {
  const entries = Object.entries(files);
  const styles = entries.filter(([path]) => path.endsWith('.css'));
  const sources = entries.filter(([path]) => /\.tsx?$/.test(path));
  const rules = new Map(styles.map(([path, text]) => [path, rulesOf(text)]));
  const classes = (keep) =>
    new Map([...rules].filter(([path]) => keep(path)).map(([path, found]) => [path, classesOf(found)]));
  return [
    ...moduleProblems(classes(isModule), sources),
    ...globalProblems(
      classes((path) => !isModule(path)),
      sources,
    ),
    ...[...rules].flatMap(([path, found]) => repeated(found).map((problem) => `${path}: ${problem}`)),
    ...propertyProblems(styles, sources),
    ...styles
      .map(([path, text]) => [path, text.split('\n').length - 1])
      .filter(([, lines]) => lines > MOST_LINES)
      .map(([path, lines]) => `${path}: ${lines} lines, ${MOST_LINES} at most`),
  ];
}
