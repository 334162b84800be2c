// All tests in one process, so that every archive is built once and one browser serves them all.
import './every-page-is-valid-html.test.mjs';
import './every-page-loads-light-and-silent.test.mjs';
import './every-page-is-accessible.test.mjs';
import './no-page-scrolls-sideways.test.mjs';
import './notes-stand-beside-their-words.test.mjs';
import './notes-open-without-scripts.test.mjs';
import './reading-options-work-without-scripts.test.mjs';
import './the-reader-keeps-the-place.test.mjs';
import './what-is-searched-is-found.test.mjs';
import './marks-differ-without-colour.test.mjs';
import './every-page-prints.test.mjs';
import './no-text-is-obeyed.test.mjs';
import './the-preview-follows-what-is-saved.test.mjs';
import './words-are-annotated-in-the-preview.test.mjs';
