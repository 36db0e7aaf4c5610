import type { Plugin } from 'vite';

const QUERY = '?asc';

/** Speed before size; no host functions, no allocator: the kernels use the memory that they are given. */
const OPTIONS = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--use',
  'abort=',
  '--importMemory',
  '--enable',
  'simd',
];

async function compile(file: string): Promise<Uint8Array> {
  // only here: the compiler takes a second to load, and most runs do not need it
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main([file, '--outFile', 'kernels.wasm', ...OPTIONS], {
    writeFile(_, contents) {
      if (typeof contents !== 'string') binary = contents;
    },
  });
  if (error !== null || binary === undefined) throw new Error(`asc ${file}\n${stderr.toString()}`);
  return binary;
}

/** Compiles `import bytes from './file.ts?asc'` with AssemblyScript: the default export is a module's bytes. */
export function assemblyScript(): Plugin {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const base64 = Buffer.from(await compile(id.slice(0, -QUERY.length))).toString('base64');
      return `export default Uint8Array.from(atob('${base64}'), (c) => c.charCodeAt(0));`;
    },
  };
}
