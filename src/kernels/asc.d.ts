/** AssemblyScript compiled by `vite/assemblyScript.ts`: the bytes of a WebAssembly module. */
declare module '*?asc' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
