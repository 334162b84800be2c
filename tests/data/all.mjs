// All tests in one process, so that the archives are built once.
await import('./tables-are-a-data-package.test.mjs');
await import('./notes-are-web-annotations.test.mjs');
await import('./annotations-keep-every-must.test.mjs');
await import('./documents-are-tei.test.mjs');
await import('./texts-are-dts.test.mjs');
await import('./packages-are-what-they-say.test.mjs');
