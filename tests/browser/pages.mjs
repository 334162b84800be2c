// What is looked at page by page, in one process, so that every archive is built once and one browser serves all tests.
import './every-page-is-valid-html.test.mjs';
import './every-page-loads-light-and-silent.test.mjs';
import './every-page-is-accessible.test.mjs';
import './no-page-scrolls-sideways.test.mjs';
import './every-page-prints.test.mjs';
