// All tests of publishing in one process. `POSTIL=target/release/postil` takes another program.
import './packages-install-and-work.test.mjs';
import './workflows-are-sound.test.mjs';
import './a-push-is-published-or-refused.test.mjs';
