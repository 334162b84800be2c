// Enhancement only: the page is complete without this file.
(() => {
  const d = document;
  const all = (selector, within = d) => [...within.querySelectorAll(selector)];

  // Reading options are remembered.
  for (const input of all('.view input')) {
    const radio = input.type === 'radio', key = 'view.' + (radio ? input.name : input.id);
    try {
      const kept = localStorage.getItem(key);
      if (kept !== null) input.checked = radio ? kept === input.id : kept === '1';
      input.onchange = () => {
        localStorage.setItem(key, radio ? input.id : input.checked ? '1' : '0');
        if (radio && input.name === 'theme') d.documentElement.className = input.id;
      };
    } catch {} // storage may be forbidden; the options then hold for this page
  }
  // Nobody is led to what an option hides: it is off on this page then, and stays remembered.
  const reveal = () => {
    const found = location.hash && d.getElementById(decodeURIComponent(location.hash.slice(1)));
    const seen = () => found.checkVisibility({ visibilityProperty: true });
    if (!found || seen()) return;
    const words = found.matches('.note') ? target(found.querySelector('.nn')) : found;
    words?.closest('details')?.setAttribute('open', '');
    if (found.closest('.og, .tr')) d.getElementById('v-both').checked = true;
    for (const input of all('.view [type=checkbox]:not(:checked)')) {
      if (seen()) break;
      input.checked = true;
      input.checked = seen();
    }
    found.scrollIntoView();
  };

  // Words, references and note are lit together, under the pointer or the focus.
  const key = element => element.closest?.('.r')?.hash.slice(3) ?? element.closest?.('.note')?.id.slice(2) ?? element.closest?.('[data-n]')?.dataset.n.split(' ')[0];
  const light = (name, on) => {
    if (!name) return;
    name = decodeURIComponent(name);
    d.getElementById('n-' + name)?.classList.toggle('hot', on);
    for (const run of all('[data-n~="' + CSS.escape(name) + '"]')) run.classList.toggle('hot', on);
  };
  for (const [event, on] of [['mouseover', true], ['mouseout', false], ['focusin', true], ['focusout', false]])
    d.addEventListener(event, e => light(key(e.target), on));

  // Beside the text nothing needs to scroll; leaving a note returns to exactly where the reader was.
  const wide = matchMedia('(min-width: 62rem)');
  const target = link => d.getElementById(decodeURIComponent(link.hash.slice(1)));
  let opener, opened, from, entered;
  const show = note => {
    const more = note.querySelector('.more');
    if (opened !== more) opened?.removeAttribute('open');
    opened = more?.open ? null : more;
    opened?.setAttribute('open', '');
    note.tabIndex = -1;
    note.focus({ preventScroll: true });
    const box = note.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) note.scrollIntoView({ block: 'nearest' });
  };
  const back = note => {
    const known = opener && target(opener) === note;
    const reference = known ? opener : target(note.querySelector('.nn'));
    const top = known ? from : scrollY;
    const here = () => {
      reference.focus({ preventScroll: true });
      scrollTo({ top, behavior: 'instant' });
      const { top: above, bottom: below } = reference.getBoundingClientRect();
      if (above < 0 || below > innerHeight) reference.scrollIntoView({ block: 'center' });
    };
    // A sheet that was opened here is closed as by Back, so that Back does not open it again.
    if (known && entered) { addEventListener('popstate', () => setTimeout(here), { once: true }); history.back(); }
    else { if (location.hash) location.hash = reference.id; here(); }
    entered = false;
  };
  // Notes that go on below the last line keep the foot of the page below them.
  const notes = all('.note'), main = d.querySelector('main');
  const settle = () => {
    if (!wide.matches) return;
    const end = Math.max(...notes.map(note => note.getBoundingClientRect().bottom));
    main.style.setProperty('--end', Math.ceil(end - main.getBoundingClientRect().top) + 'px');
  };
  if (notes.length) {
    settle();
    addEventListener('resize', settle);
    for (const event of ['toggle', 'change']) d.addEventListener(event, settle, true);
  }
  d.addEventListener('click', e => {
    const reference = e.target.closest('.r'), close = e.target.closest('.cl'), note = reference && target(reference);
    if (note) { entered = !wide.matches && !d.querySelector('.note:target'); opener = reference; from = scrollY; }
    if (note && wide.matches) { e.preventDefault(); show(note); }
    if (close) { e.preventDefault(); back(close.closest('.note')); }
  });
  d.addEventListener('keydown', e => {
    const [sheet, focused] = [d.querySelector('.note:target'), d.activeElement.closest('.note')];
    const note = e.key === 'Escape' && (wide.matches ? focused ?? sheet : sheet ?? focused);
    if (note) back(note);
  });
  // Whoever copies words of a text gets them as they were written, without marks and numbers of paragraphs.
  d.addEventListener('copy', () => {
    const { classList } = d.documentElement;
    classList.add('copying');
    setTimeout(() => classList.remove('copying'));
  });
  addEventListener('hashchange', reveal);
  reveal();

  // Words that somebody looked for are lit in the passage that search.js led to. A reference behind a word is not part of it.
  const sought = new URLSearchParams(location.search).get('h')?.match(/\S+/g), passage = location.hash && target(location);
  if (sought && passage && globalThis.Highlight) {
    const letter = '[^\\P{L}\\p{Ideographic}\\u3040-\\u30ff]', word = sought.map(written => written.replace(/[^\p{L}\p{M}\p{N}\p{Cf}]/gu, '.')).join('|');
    const hit = RegExp(`(?<!${letter})(?:${word})(?!${letter})`, 'gu'), nodes = d.createTreeWalker(passage, NodeFilter.SHOW_TEXT), lit = [];
    for (let node; (node = nodes.nextNode()); ) {
      if (node.parentNode.closest('.r, .pn')) continue;
      for (const { 0: written, index: startOffset } of node.data.matchAll(hit)) lit.push(new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset: startOffset + written.length }));
    }
    CSS.highlights.set('sought', new Highlight(...lit));
  }
})();
