// What readers and editors do, in one process beside that of `pages.mjs`: both take about as long.
import './notes-stand-beside-their-words.test.mjs';
import './notes-open-without-scripts.test.mjs';
import './reading-options-work-without-scripts.test.mjs';
import './the-reader-keeps-the-place.test.mjs';
import './what-is-searched-is-found.test.mjs';
import './marks-differ-without-colour.test.mjs';
import './no-text-is-obeyed.test.mjs';
import './the-preview-follows-what-is-saved.test.mjs';
import './words-are-annotated-in-the-preview.test.mjs';
