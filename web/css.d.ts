/** Styles are bundled by esbuild; nothing is taken from them. */
declare module '*.css';
