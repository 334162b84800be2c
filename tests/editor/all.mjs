// All tests in one process, one after the other: a language server takes half a core.
await import('./schemas-take-what-check-takes.test.mjs');
await import('./an-editor-is-helped-without-settings.test.mjs');
