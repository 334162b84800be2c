// Notes on marked words, from the page into the sidecar. Part of the preview, no part of what is published.
(() => {
  const d = document, { make, shade, post, place, heard } = window.postilPreview, { host } = shade;
  const own = decodeURIComponent(location.pathname).match(/\/documents\/([^/]+)\.html$/)?.[1];
  const text = d.getElementById('text');
  shade.append(make('link', { rel: 'stylesheet', href: '/.postil/annotate.css' }));

  const ask = async (name, value = {}) => {
    const answer = await post(name, value);
    if (answer.headers.get('content-type')?.startsWith('application/json')) return answer.json();
    return { refused: await answer.text() };
  };
  const button = (label, onclick, more = {}) => make('button', { type: 'button', onclick, ...more }, label);
  const say = words => { heard.textContent = ''; heard.textContent = words; };

  // ---- where marked words stand: letters of a paragraph are counted, white space is the page's own

  const PARAGRAPH = /^p(\d+)(?:-(.+))?$/;
  const paragraphs = text ? () => [...text.querySelectorAll('[id]')].filter(element => PARAGRAPH.test(element.id)) : () => [];
  const letters = words => [...words].filter(letter => !/\p{White_Space}/u.test(letter)).length;

  const textsOf = paragraph => {
    const walker = d.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, node => node.parentElement.closest('.pn, .r') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };

  /** The part of a text node that lies in a range, from where to where. */
  const within = (range, node) => {
    if (!range.intersectsNode(node)) return [0, 0];
    return [node === range.startContainer ? range.startOffset : range.comparePoint(node, 0) < 0 ? node.length : 0,
      node === range.endContainer ? range.endOffset : range.comparePoint(node, node.length) > 0 ? 0 : node.length];
  };

  const markedIn = range => {
    let on, words = '', from, to, whole = '';
    for (const paragraph of paragraphs().filter(paragraph => range.intersectsNode(paragraph))) {
      const [, number, side] = paragraph.id.match(PARAGRAPH);
      if (from && side !== on) continue;
      let before = 0, isMarked = false;
      for (const node of textsOf(paragraph)) {
        const [start, end] = within(range, node);
        const part = end > start ? node.data.slice(start, end) : '';
        if (letters(part) > 0) {
          const first = before + letters(node.data.slice(0, start));
          from ??= { paragraph: Number(number), letters: first };
          to = { paragraph: Number(number), letters: first + letters(part) };
          on = side;
          isMarked = true;
        }
        words += part;
        before += letters(node.data);
      }
      if (isMarked) whole += textsOf(paragraph).map(node => node.data).join('');
    }
    return from && { selection: { document: own, on: on ?? null, from, to, words, whole }, words: words.trim(), range: range.cloneRange() };
  };

  const marked = () => {
    const selection = getSelection();
    if (!own || !text || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    return range.intersectsNode(text) ? markedIn(range) ?? null : null;
  };

  const paint = new CSSStyleSheet();
  paint.replaceSync('::highlight(postil-marked) { background: light-dark(#ffe9a8, #6b5200); }');
  d.adoptedStyleSheets.push(paint);
  const light = range => {
    if (!globalThis.Highlight) return;
    if (range) CSS.highlights.set('postil-marked', new Highlight(range));
    else CSS.highlights.delete('postil-marked');
  };

  // ---- the bar

  const KINDS = [['claim', 'Claim'], ['wording', 'Wording'], ['translation', 'Translation'], ['mention', 'Name'], ['comment', 'Comment']];
  let chosen = null;
  const bar = make('div', { className: 'bar', role: 'toolbar', ariaLabel: 'Note on the marked words', hidden: true },
    ...KINDS.map(([kind, label]) => button(label, () => openNew(kind))), button('Copy YAML', () => copy('comment', {})));
  bar.onpointerdown = event => event.preventDefault(); // the words stay marked
  bar.onkeydown = event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], all = [...bar.children];
    if (step) { event.preventDefault(); all.at((all.indexOf(shade.activeElement) + step) % all.length).focus(); }
    if (event.key === 'Escape') { event.stopPropagation(); bar.hidden = true; chosen = null; light(null); }
  };
  shade.append(bar);

  const settle = () => {
    const boxes = chosen?.range.getClientRects(), last = boxes?.[boxes.length - 1];
    if (!last) { bar.hidden = true; return; }
    bar.hidden = false;
    const { width, height } = bar.getBoundingClientRect();
    const below = last.bottom + 10 + height < innerHeight ? last.bottom + 10 : Math.max(8, boxes[0].top - height - 10);
    bar.style.top = `${below}px`;
    bar.style.left = `${Math.max(8, Math.min(last.left, innerWidth - width - 8))}px`;
  };

  let waiting, pressed = false;
  const look = () => {
    clearTimeout(waiting);
    if (pressed || form) return;
    waiting = setTimeout(() => {
      if (shade.activeElement && bar.contains(shade.activeElement)) return;
      chosen = marked();
      settle();
    }, 120);
  };
  d.addEventListener('selectionchange', look);
  d.addEventListener('pointerdown', () => { pressed = true; });
  for (const end of ['pointerup', 'pointercancel']) d.addEventListener(end, () => { pressed = false; look(); });
  addEventListener('scroll', () => { if (!bar.hidden) settle(); }, { passive: true });
  addEventListener('resize', () => { if (!bar.hidden) settle(); });

  // ---- by mouse: from a name on, too, where a browser would carry its link away instead of marking words

  const caretAt = ({ clientX, clientY }) => {
    const caret = d.caretPositionFromPoint?.(clientX, clientY);
    if (caret) return [caret.offsetNode, caret.offset];
    const range = d.caretRangeFromPoint?.(clientX, clientY);
    return range && [range.startContainer, range.startOffset];
  };
  let begun = null, drawing = false;
  d.addEventListener('mousedown', event => { begun = text?.contains(event.target) ? caretAt(event) : null; drawing = false; });
  text?.addEventListener('dragstart', event => {
    // Words that are marked already may be carried away.
    if (!begun || !getSelection().isCollapsed) return;
    event.preventDefault();
    drawing = true;
  });
  d.addEventListener('mousemove', event => {
    const to = drawing && event.buttons === 1 && caretAt(event);
    if (to) getSelection().setBaseAndExtent(...begun, ...to);
  });
  // To end on the name where it began is not to follow its link.
  text?.addEventListener('click', event => { if (drawing) event.preventDefault(); }, true);

  // ---- by keyboard: without marked words, Alt+Shift+A puts a cursor into the text that arrows move by words

  let choosing = false;
  const cursorTo = paragraph => {
    const [first] = textsOf(paragraph);
    if (!first) return;
    getSelection().collapse(first, 0);
    getSelection().modify('extend', 'forward', 'word');
    paragraph.scrollIntoView({ block: 'nearest' });
  };
  const seen = () => paragraphs().find(paragraph => paragraph.getBoundingClientRect().bottom > 60) ?? paragraphs()[0];
  const begin = () => {
    const focused = d.activeElement?.closest?.('#text [id]');
    const start = focused && PARAGRAPH.test(focused.id) ? focused : seen();
    if (!start) return;
    choosing = true;
    cursorTo(start);
    say('Mark words: arrows move, with Shift they extend, up and down go to other paragraphs, Enter takes, Escape leaves');
  };
  const choose = event => {
    const selection = getSelection(), backward = event.key === 'ArrowLeft', all = paragraphs();
    if (event.key === 'Escape') { choosing = false; selection.removeAllRanges(); }
    else if (event.key === 'Enter') { choosing = false; chosen = marked(); settle(); bar.firstChild.focus(); }
    else if (event.key === 'ArrowRight' || backward) {
      if (!event.shiftKey) { if (backward) selection.collapseToStart(); else selection.collapseToEnd(); if (backward) selection.modify('move', 'left', 'word'); }
      selection.modify('extend', event.shiftKey ? (backward ? 'left' : 'right') : 'forward', 'word');
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const here = all.findIndex(paragraph => paragraph.contains(selection.anchorNode));
      const next = all[here + (event.key === 'ArrowDown' ? 1 : -1)];
      if (next) cursorTo(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
    if (choosing) say(selection.toString());
  };

  d.addEventListener('keydown', event => {
    const shortcut = event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey && event.code;
    if (shortcut === 'KeyA' && own) {
      event.preventDefault();
      chosen = marked();
      if (chosen) { settle(); bar.firstChild.focus(); } else begin();
    } else if (form) return; // what is written in it is not to be lost, nor what was written before undone
    else if (shortcut === 'KeyE' && pointed) { event.preventDefault(); openOld(pointed); }
    else if (shortcut === 'KeyZ') { event.preventDefault(); undo(); }
    else if (choosing) choose(event);
  }, true);

  // ---- forms, from the fields that the program tells

  let names, form = null;
  const COMMON = {
    claim: ['says', 'question', 'answer', 'asserter', 'modality', 'basis', 'figures'],
    wording: ['term', 'gloss'], translation: ['to', 'gloss', 'literal', 'alternatives', 'certainty'],
  };
  const PLACES = ['quote', 'prefix', 'suffix', 'in', 'on'];
  const HIDDEN = ['history', 'created', 'modified'];
  const LISTS = {
    question: 'questions', asserter: 'entities', via: 'entities', where: 'entities', mention: 'entities', lineage: 'entities',
    place: 'entities', event: 'entities', cite: 'works', term: 'terms', answer: 'positions', of: 'scopes',
  };
  const listOf = (name, inside) => name === 'by' ? (inside === 'basis' ? 'entities' : 'editors') : name === 'to' ? (inside === 'relates' ? 'notes' : null) : LISTS[name] ?? null;

  const options = (list, pairs) => {
    const lists = shade.getElementById('list-' + list) ?? shade.appendChild(make('datalist', { id: 'list-' + list }));
    lists.replaceChildren(...pairs.map(([id, name]) => make('option', { value: id }, name)));
  };
  const offer = async () => {
    const told = await ask('offer');
    if (told.refused) return false;
    names = told;
    for (const list of ['terms', 'works', 'editors', 'notes']) options(list, told[list]);
    options('entities', [...told.entities, ['unnamed', 'somebody whom the text does not name']]);
    options('questions', told.questions.map(({ id, asks }) => [id, asks]));
    return true;
  };
  /** Once names are known, a form waits for nothing; what was added meanwhile is offered a moment later. */
  const ready = () => { const asked = offer(); return names ? true : asked; };
  const answers = id => {
    const asked = names.questions.filter(question => !id || question.id === id);
    options('positions', asked.flatMap(({ positions }) => positions));
    options('scopes', asked.flatMap(({ scopes }) => scopes));
  };

  /** What a field is for, without the YAML that a form does not need. */
  const purpose = ({ about }) => about.split(': {')[0];

  let count = 0;
  const label = (field, control) => {
    control.id = `field-${++count}`;
    const words = field.name.replaceAll('_', ' ');
    return make('p', { className: `field ${field.takes}` },
      make('label', { htmlFor: control.id }, words, field.needed ? make('span', { className: 'needed' }, ' needed') : ''), control,
      make('small', { id: `${control.id}-about` }, purpose(field)));
  };
  const described = (control) => { control.setAttribute('aria-describedby', `${control.id}-about`); return control; };

  const line = (field, value, inside) => {
    const list = listOf(field.name, inside);
    // A line of its own would lose the ends of several.
    const lines = value?.split('\n').length ?? 1;
    const kind = lines > 1 ? ['textarea', { rows: lines }] : ['input', {}];
    const input = make(kind[0], { ...kind[1], dir: 'auto', value: value ?? '', autocomplete: 'off', spellcheck: field.takes === 'text' && !list });
    if (list) input.setAttribute('list', 'list-' + list);
    if (field.name === 'question') input.addEventListener('input', () => answers(input.value));
    return input;
  };

  /** A control for a field: its element, and what it holds. */
  const control = (field, value, inside) => {
    if (field.takes === 'flag') {
      const box = make('input', { type: 'checkbox', checked: value === 'true' || value === true });
      const element = label(field, box);
      return { element, read: () => (box.checked ? 'true' : undefined) };
    }
    if (field.takes === 'word') {
      const select = make('select', {}, make('option', { value: '' }, ''), ...field.inner.map(word => make('option', { value: word }, word)));
      select.value = value ?? '';
      select.required = field.needed;
      const element = label(field, select);
      described(select);
      return { element, read: () => select.value || undefined };
    }
    if (field.takes === 'prose') {
      const area = make('textarea', { dir: 'auto', rows: 2, value: value ?? '' });
      area.required = field.needed;
      const element = label(field, area);
      described(area);
      return { element, read: () => area.value.trim() || undefined };
    }
    if (field.takes === 'texts') return texts(field, value, inside);
    if (field.takes === 'rows') return rows(field, value);
    if (field.takes === 'fields') {
      const inner = group(field.inner, value ?? {}, field.name);
      return { element: make('fieldset', {}, make('legend', {}, field.name), ...inner.elements), read: inner.read };
    }
    const input = line(field, value, inside);
    input.required = field.needed && field.name !== 'id';
    const element = label(field, input);
    described(input);
    return { element, read: () => input.value.trim() || undefined };
  };

  const texts = (field, value, inside) => {
    const inputs = [], element = make('fieldset', { className: 'texts' }, make('legend', {}, field.name.replaceAll('_', ' ')), make('small', {}, field.about));
    const more = words => {
      const input = line(field, words, inside);
      input.ariaLabel = `${field.name} ${inputs.length + 1}`;
      // The last one is always free for one more.
      input.addEventListener('input', () => { if (input === inputs.at(-1) && input.value) more(''); });
      inputs.push(input);
      element.append(input);
    };
    for (const words of value === undefined ? [] : [value].flat()) more(words);
    more('');
    return { element, read: () => {
      const all = inputs.map(input => input.value.trim()).filter(Boolean);
      return all.length > 1 ? all : all[0];
    } };
  };

  const rows = (field, value) => {
    const all = [], list = make('div'), alone = value !== undefined && !Array.isArray(value);
    const more = fields => {
      const inner = group(field.inner, fields, field.name);
      const row = make('div', { className: 'row', role: 'group', ariaLabel: `${field.name} ${all.length + 1}` }, ...inner.elements);
      const entry = { read: inner.read };
      row.append(button('Leave out', () => { all.splice(all.indexOf(entry), 1); row.remove(); adding.focus(); }));
      all.push(entry);
      list.append(row);
      return row;
    };
    const adding = button(`Add ${field.name}`, () => more({}).querySelector('input, select').focus());
    for (const fields of value === undefined ? [] : [value].flat()) more(fields);
    const element = make('fieldset', { className: 'rows' }, make('legend', {}, field.name), make('small', {}, purpose(field)), list, adding);
    return { element, read: () => {
      const filled = all.map(entry => entry.read()).filter(fields => fields && Object.keys(fields).length > 0);
      return filled.length === 0 ? undefined : filled.length === 1 && alone ? filled[0] : filled;
    } };
  };

  /** Controls for fields; those that are less often needed, and empty, are folded. */
  const group = (fields, values, inside, common) => {
    const controls = fields.map(field => [field, control(field, values[field.name], inside)]);
    const isCommon = field => !common || common.includes(field.name) || values[field.name] !== undefined;
    const elements = controls.filter(([field]) => isCommon(field)).map(([, { element }]) => element);
    const rare = controls.filter(([field]) => !isCommon(field)).map(([, { element }]) => element);
    if (rare.length > 0) elements.push(make('details', {}, make('summary', {}, 'More fields'), ...rare));
    return { elements, read: () => Object.fromEntries(controls.map(([field, { read }]) => [field.name, read()]).filter(([, value]) => value !== undefined)) };
  };

  const FIRST = 'input:not([type=checkbox]), textarea, select';
  const kindOf = fields => ['claim', 'wording', 'translation', 'mention'].find(kind => fields[kind] !== undefined) ?? 'comment';

  const close = () => {
    if (!form) return;
    form.element.remove();
    const { back } = form;
    form = null;
    host.classList.remove('writing');
    light(null);
    back?.focus?.({ preventScroll: true });
    d.dispatchEvent(new CustomEvent('postil-form-closed'));
  };

  /** What is asked for a second time before the first is answered is not done; gives nothing then. */
  let writing = false;
  const once = async write => {
    if (writing) return undefined;
    writing = true;
    try { return await write(); } finally { writing = false; }
  };

  /** A form for a note; `save` gives what was answered. */
  const show = (kind, values, { title, words, language, where, back, file, save, remove }) => {
    close();
    const table = Object.fromEntries(names.fields.map(field => [field.name, field]));
    const own = table[kind];
    const body = own ? (own.takes === 'fields' ? group(own.inner, values[kind] ?? {}, kind, COMMON[kind]) : (() => {
      const only = control({ ...own, needed: true }, values[kind], kind);
      return { elements: [only.element], read: only.read };
    })()) : null;
    // A note that is there keeps its name: links lead to it.
    const hidden = remove ? [...HIDDEN, 'id'] : HIDDEN;
    const others = names.fields.filter(({ name, takes }) => !['claim', 'wording', 'translation', 'mention'].includes(name)
      && !hidden.includes(name) && (remove || !PLACES.includes(name)) && takes !== 'pairs');
    const rest = group(others.map(field => ({ ...field, needed: field.needed && Boolean(remove) })), values, 'note', ['note', ...(remove ? ['quote'] : [])]);
    answers(values.claim?.question);

    const wrong = make('pre', { className: 'wrong', role: 'alert', dir: 'auto', hidden: true });
    const read = () => {
      const fields = rest.read();
      if (own) fields[kind] = body.read();
      for (const name of hidden) if (values[name] !== undefined) fields[name] = values[name];
      return fields;
    };
    const refuse = told => { wrong.textContent = told.refused; wrong.hidden = false; };
    const layer = file === undefined ? null : make('input', { value: 'notes.yaml', autocomplete: 'off' });
    const element = make('form', { className: 'form', role: 'dialog', noValidate: false });
    element.setAttribute('aria-labelledby', 'form-title');
    const quote = make('blockquote', { dir: 'auto' }, words);
    if (language) quote.lang = language;
    element.append(
      make('header', {}, make('h2', { id: 'form-title' }, title), button('×', () => leave(), { ariaLabel: 'Close', className: 'close' })),
      quote, ...(where ? [make('p', { className: 'where' }, make('code', {}, where))] : []), ...(body?.elements ?? []), ...rest.elements);
    if (layer) element.append(label({ name: 'file', takes: 'text', about: 'notes.yaml or notes.LAYER.yaml' }, layer));
    element.append(make('footer', {}, wrong, make('button', { type: 'submit', className: 'main' }, 'Save'),
      ...(file === undefined ? [] : [button('Copy YAML', async () => { const told = await copy(kind, read()); if (told?.refused) refuse(told); })]),
      ...(remove ? [button('Remove', async () => { const told = await once(remove); if (told?.refused) refuse(told); else if (told) { close(); tell(told, 'Removed'); } })] : [])));

    let changed = false, warned = false;
    element.addEventListener('input', () => { changed = true; warned = false; });
    const leave = () => {
      if (changed && !warned) { warned = true; refuse({ refused: 'Not saved yet. Once more, and it is gone.' }); return; }
      close();
    };
    element.onsubmit = async event => {
      event.preventDefault();
      const told = await once(() => save(read(), layer?.value));
      if (!told) return;
      if (told.refused) return refuse(told);
      close();
      tell(told, 'Saved');
    };
    element.onkeydown = event => {
      event.stopPropagation();
      if (event.key === 'Escape') { event.preventDefault(); leave(); }
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element.requestSubmit();
    };
    shade.append(element);
    // What scrolls must be reached without a mouse.
    if (quote.scrollHeight > quote.clientHeight) quote.tabIndex = 0;
    form = { element, back };
    host.classList.add('writing');
    bar.hidden = true;
    (element.querySelector(':scope > .field :is(input, textarea, select), :scope > fieldset :is(input, textarea, select)') ?? element.querySelector(FIRST)).focus();
  };

  const openNew = async kind => {
    const words = chosen;
    if (!words || !await ready()) return;
    light(words.range);
    const [, title] = KINDS.find(([name]) => name === kind);
    const paragraph = words.range.startContainer.parentElement.closest('[lang]');
    const to = kind === 'translation' ? { translation: { to: d.documentElement.lang } } : {};
    show(kind, to, {
      title, words: words.words, language: paragraph?.lang, file: 'notes.yaml', back: d.activeElement,
      save: (fields, file) => ask('add', { selection: words.selection, kind, fields, file }),
    });
    getSelection().removeAllRanges();
    chosen = words;
    // On a phone the form lies over the lower part of the text; the words stay to be seen.
    const sheet = form.element.getBoundingClientRect(), box = words.range.getBoundingClientRect();
    if (sheet.top > 0 && box.bottom > sheet.top) scrollBy({ top: Math.max(box.bottom - sheet.top + 24, 0), behavior: 'instant' });
  };

  const openOld = async note => {
    const id = decodeURIComponent(note.id.slice(2));
    if (!await ready()) return;
    const told = await ask('note', { document: own, note: id });
    if (told.refused) return say(told.refused);
    const kind = kindOf(told.fields);
    show(kind, told.fields, {
      title: `Note ${id}`, words: told.fields.quote, where: `${told.file}:${told.line}`, back: note,
      save: fields => ask('revise', { document: own, note: id, fields, seen: told.fields }),
      remove: () => ask('remove', { document: own, note: id, seen: told.fields }),
    });
  };

  const copy = async (kind, fields) => {
    if (!chosen) return null;
    const told = await ask('draft', { selection: chosen.selection, kind, fields });
    if (told.refused) { say(told.refused); return told; }
    await navigator.clipboard.writeText(told.yaml).then(() => done(make('span', {}, 'Copied'), make('pre', {}, told.yaml)), () => done(make('pre', {}, told.yaml)));
    return told;
  };

  // ---- what was done, and undoing it

  const card = make('aside', { className: 'done', ariaLabel: 'What was written', hidden: true });
  shade.append(card);
  const done = (...children) => {
    card.replaceChildren(...children, button('×', () => { card.hidden = true; }, { ariaLabel: 'Close', className: 'close' }));
    card.hidden = false;
  };
  const tell = (told, what) => {
    const where = `${told.file}:${told.line}`;
    const shown = own && 'editor' in d.querySelector('script[src$="preview.js"]').dataset ? place({ file: told.file, line: told.line, column: 1 }) : make('code', {}, where);
    done(make('span', {}, `${what} `), shown, button('Undo', undo), ...(told.told ? [make('pre', {}, told.told)] : []));
    say(`${what}: ${where}`);
    if (what === 'Saved') d.addEventListener('postil-redrawn', () => form || d.getElementById('r-' + told.id)?.focus({ preventScroll: true }), { once: true });
  };
  const undo = async () => {
    const told = await once(() => ask('undo'));
    if (!told) return;
    const words = told.refused ?? `Undone in ${told.file}`;
    done(make('span', {}, words));
    say(words);
  };

  // ---- a note under the pointer or the focus can be changed

  let pointed = null;
  const pen = button('Edit', () => openOld(pointed), { className: 'pen', hidden: true, title: 'Change this note (Alt+Shift+E)' });
  shade.append(pen);
  const point = event => {
    if (event.target.localName === 'postil-preview') return;
    pointed = event.target.closest?.('.note[id^="n-"]') ?? null;
    pen.hidden = !pointed || Boolean(form);
    if (!pen.hidden) beside();
  };
  const beside = () => {
    const box = pointed.getBoundingClientRect(), { width, height } = pen.getBoundingClientRect();
    pen.style.top = `${Math.max(4, Math.min(box.bottom - height, innerHeight - height - 4))}px`;
    pen.style.left = `${Math.max(4, box.right - width)}px`;
  };
  if (own) for (const event of ['mouseover', 'focusin', 'click']) d.addEventListener(event, point);
  addEventListener('scroll', () => { if (!pen.hidden) beside(); }, { passive: true });
  d.addEventListener('postil-redrawn', () => { if (!pointed?.isConnected) { pointed = null; pen.hidden = true; } else if (!pen.hidden) beside(); });

  window.postilPreview.marked = marked;
})();
