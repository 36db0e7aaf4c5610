/**
 * The import rule of src/README.md, as a list of what is allowed: any other import fails `npm run check:imports`.
 * Type-only imports count; where a room may use another's types alone, `types` says so.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Rooms from the innermost outwards.
 * `at`: a folder or a module of src. `rooms`: what it may import besides itself. `types`: rooms of which it may
 * import types alone. `packages`: npm packages or entry points of them.
 */
const ROOMS = [
  { at: 'domain' },
  { at: 'formats', rooms: ['domain'] },
  { at: 'inputs', rooms: ['domain', 'formats'], packages: ['@rgrove/parse-xml'] },
  { at: 'maths', rooms: ['domain'] },
  { at: 'outputs', rooms: ['domain', 'formats', 'maths'] },
  { at: 'programs', rooms: ['domain', 'outputs'] },
  { at: 'wording', rooms: ['domain', 'inputs'] },
  { at: 'conversion', rooms: ['domain', 'formats', 'maths', 'outputs', 'programs', 'wording'] },
  { at: 'example', rooms: ['domain', 'formats', 'inputs', 'maths'] },
  { at: 'kernels', rooms: ['domain', 'maths'] },
  {
    at: 'pipeline',
    rooms: ['domain', 'formats', 'inputs', 'outputs', 'programs', 'maths', 'kernels', 'wording'],
  },
  { at: 'worker/protocol', types: ['domain'] },
  { at: 'worker/frameDelivery', rooms: ['domain', 'pipeline'] },
  {
    at: 'worker/server',
    rooms: ['worker/protocol', 'worker/frameDelivery', 'domain', 'pipeline', 'maths', 'example'],
    packages: ['comlink'],
  },
  { at: 'worker/watchedWorker', rooms: ['worker/protocol'], packages: ['comlink'] },
  { at: 'worker/frameService', rooms: ['worker/protocol', 'domain'], packages: ['comlink'] },
  {
    at: 'worker/client',
    rooms: [
      'worker/protocol',
      'worker/watchedWorker',
      'worker/frameService',
      'domain',
      'outputs',
      'worker/server',
    ],
    packages: ['comlink'],
  },
  {
    at: 'state',
    rooms: ['conversion', 'domain', 'maths', 'outputs', 'wording'],
    // not 'zustand' itself, which brings the React binding
    packages: ['zustand/vanilla', 'valibot'],
  },
  {
    at: 'commands',
    rooms: ['worker/client', 'state', 'conversion', 'domain', 'inputs', 'outputs', 'wording', 'example'],
    types: ['worker/protocol', 'worker/frameService'],
  },
  {
    at: 'ui',
    rooms: ['state', 'conversion', 'domain', 'inputs', 'outputs', 'maths', 'wording'],
    types: ['commands'],
    packages: [
      'react',
      'zustand',
      '@tanstack/react-virtual',
      'plotly.js-basic-dist-min',
      'd3-scale-chromatic',
    ],
  },
  {
    // the composition root: the one place that may reach every room
    at: 'main',
    rooms: [
      'domain',
      'formats',
      'inputs',
      'outputs',
      'programs',
      'maths',
      'conversion',
      'wording',
      'example',
      'pipeline',
      'worker/protocol',
      'worker/client',
      'state',
      'commands',
      'ui',
    ],
    packages: ['react', 'react-dom'],
  },
  // adds to React's types
  { at: 'env.d', packages: ['react'] },
];

const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Files of a room: below its folder, or the module of that name. */
const roomPattern = (at) => `^src/${escapeRegExp(at)}(?:/|\\.tsx?$)`;
/** Files of a package, or one entry point of it, which may lie in its `esm` folder. */
function packagePattern(name) {
  const [, root, entry] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(name);
  const folder = `(?:^|/)node_modules/${escapeRegExp(root)}/`;
  return entry === undefined ? folder : `${folder}(?:esm/)?${escapeRegExp(entry)}\\.`;
}

function allowedFor({ at, rooms = [], types = [], packages = [] }) {
  const from = { path: roomPattern(at) };
  return [
    { from, to: { path: [at, ...rooms].map(roomPattern).concat(packages.map(packagePattern)) } },
    ...(types.length === 0
      ? []
      : [{ from, to: { path: types.map(roomPattern), dependencyTypes: ['type-only'] } }]),
  ];
}

/**
 * The resolver drops a specifier's query, so a rule cannot see `?worker&inline`: without it the page would load the
 * worker's code into its own thread.
 */
function checkWorkerImport() {
  const client = readFileSync(join(__dirname, 'src/worker/client.ts'), 'utf8');
  for (const [, specifier] of client.matchAll(/['"`]([^'"`]*\/server\b[^'"`]*)['"`]/g)) {
    if (specifier !== './server?worker&inline') {
      throw new Error(
        `src/worker/client.ts imports '${specifier}'; only './server?worker&inline' is allowed`,
      );
    }
  }
}
checkWorkerImport();

/** The one module that takes documents, and their files: the build makes them into HTML. */
const DOCUMENTS = 'src/ui/help/documents.ts';

/** As above: without `?html` a document is no module. */
function checkDocumentImports() {
  const text = readFileSync(join(__dirname, DOCUMENTS), 'utf8');
  for (const [, specifier] of text.matchAll(/['"`]([^'"`]*\/docs\/[^'"`]*)['"`]/g)) {
    if (!/^\.\.\/\.\.\/\.\.\/docs\/[a-z-]+\.md\?html$/.test(specifier)) {
      throw new Error(`${DOCUMENTS} imports '${specifier}'; only documents with '?html' are allowed`);
    }
  }
}
checkDocumentImports();

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  allowedSeverity: 'error',
  allowed: [
    ...ROOMS.flatMap(allowedFor),
    { from: { path: `^${escapeRegExp(DOCUMENTS)}$` }, to: { path: '^docs/[a-z-]+\\.md$' } },
    { from: { path: '^(?:test|vite|\\.ci)/' }, to: { path: '.' } },
    // packages are not followed; what they import is their own affair
    { from: { path: '(?:^|/)node_modules/' }, to: { path: '.' } },
  ],
  forbidden: [
    {
      name: 'src-imports-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'import-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'orphan',
      comment:
        'A module that imports nothing and that nothing imports. Declaration files are seen by TypeScript alone.',
      severity: 'error',
      from: { orphan: true, path: '^(?:src|test)/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    {
      name: 'not-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
