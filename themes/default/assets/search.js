// Looks words up in the files of search/ (src/render/shards.rs).
(() => {
  const d = document, form = d.querySelector('form.search');
  try { // As colours.js, which this page does without.
    d.documentElement.className = localStorage.getItem('view.theme') ?? '';
  } catch {}
  if (!form) return;
  const { start: first, counts, all, forms: also, more, comma, broken } = form.dataset, lang = d.documentElement.lang;
  const [status, list, tips] = ['hits', 'results', 'tips'].map(name => d.querySelector('.' + name));
  const plural = new Intl.PluralRules(lang), plurals = JSON.parse(counts), number = new Intl.NumberFormat(lang + '-u-nu-latn').format;
  const boxes = name => [...form.querySelectorAll(`[name=${name}]`)];
  const chosen = name => boxes(name).filter(box => box.checked).map(box => box.value);
  const make = (name, content, set) => {
    const element = Object.assign(d.createElement(name), set);
    element.append(...content);
    return element;
  };

  // As src/search/fold.rs; folding.txt beside it holds both to one table.
  const digit = '[0-9\\u0660-\\u0669\\u06f0-\\u06f9]', part = '[\\p{Alphabetic}\\p{N}\\p{M}\\p{Cf}]';
  const sign = '[\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]';
  const word = RegExp(`${digit}{1,3}(?:[.,\\u066c]${digit}{3})+(?!${part})|${sign}|(?:(?!${sign})${part})+`, 'gu');
  const dropped = /[\p{Cf}.,\u066c\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u0621\u0640\u02bb-\u02bf]/gu;
  const letters = { ς: 'σ', ı: 'i', ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ہ: 'ه', ە: 'ه', ک: 'ك' };
  const fold = text => text.normalize('NFKD').toLowerCase().replace(dropped, '').replace(RegExp(digit, 'g'), c => c.charCodeAt() & 15).replace(/[^\0-~]/g, c => letters[c] ?? c);
  const words = text => [...text.matchAll(word)].map(({ 0: written, index }) => ({ written, index, end: index + written.length, folded: fold(written) }));

  // A file hands its value over by calling postil().
  const files = {};
  globalThis.postil = value => d.currentScript.value = value;
  const load = src => files[src] ??= new Promise((done, failed) => {
    const script = make('script', [], { src, onload: () => done(script.value), onerror: () => (delete files[src], failed()) });
    d.head.append(script);
  });
  const shard = name => load(`search/${name}.js`);

  // The entries of the words between two, over the files that hold them.
  const entries = async (start, from, to = from) => {
    const held = start.words.filter(([word], i, words) => word <= to && !(words[i + 1]?.[0] < from)).slice(0, 8);
    return (await Promise.all(held.map(([, name]) => shard(name)))).flat().filter(([word]) => word >= from && word <= to);
  };
  // A form that stands nowhere: the longest known stem in it, without an ending of up to four letters; where words begin with what changes
  // them (membunuh, pembunuhan), also without that.
  const known = async (start, typed, languages, stems) => {
    for (const language of languages)
      for (let from = 0, last = /^(id|ms|jv|su)\b/.test(start.languages[language][0]) ? 5 : 0; from <= last; from++)
        for (let to = typed.length; to - from >= 4 && to >= typed.length - 4; to--) {
          const stem = typed.slice(from, to);
          if (stem !== typed && (await entries(start, '=' + stem)).some(([, of]) => of == language)) return stems.add(language + '=' + stem);
        }
  };
  // Where a word stands: record → 4 in its title, 2 as typed, 1 in another form.
  const lookUp = async (start, typed, to, languages, seen) => {
    const found = new Map(), stems = new Set(languages.map(language => [language, typed].join('=')));
    const add = ([form, language, stem, steps]) => {
      if (!languages.includes(language)) return;
      seen.add(form);
      let place = 0;
      for (const step of steps) {
        place += step;
        found.set(place >> 1, found.get(place >> 1) | (place & 1 ? 0 : 4) | (form === typed ? 2 : 1));
      }
      if (stem && form === typed) stems.add(language + '=' + stem);
    };
    (await entries(start, typed, to)).forEach(add);
    if (!found.size) await known(start, typed, languages, stems);
    await Promise.all([...stems].map(async key => {
      const [language, stem] = key.split('=');
      for (const [, of, forms] of await entries(start, '=' + stem))
        if (of == language)
          for (const other of await Promise.all(forms.filter(form => form < typed || form > to).map(form => entries(start, form))))
            other.filter(entry => entry[1] === of).forEach(add);
    }));
    return found;
  };

  // A text with its hits in bold; a long one is cut around the first of them.
  const marked = (text, seen) => {
    const hits = words(text).filter(({ folded }) => seen.has(folded)), { index: near = 0, end = 0 } = hits[0] ?? {};
    const from = near < 110 ? 0 : text.indexOf(' ', near - 90) + 1 || near, to = text.length - near < 180 ? text.length : Math.max(end, text.lastIndexOf(' ', near + 160));
    const parts = [from ? '…' : ''];
    let at = Math.min(from, near);
    for (const { written, index, end } of hits.filter(hit => hit.end <= to)) {
      parts.push(text.slice(at, index), make('b', [written]));
      at = end;
    }
    return { parts: [...parts, text.slice(at, to), to < text.length ? '…' : ''], hits: new Set(hits.map(({ written }) => written)) };
  };
  const result = async (id, start, seen) => {
    const [from, name] = start.records.findLast(([from]) => from <= id), { heads, records } = await shard(name), [head, place, label, texts] = records[id - from];
    const within = (tag, language, content) => make(tag, content, { lang: start.languages[language][0], dir: start.languages[language][1] });
    const [url, language, title] = heads[head], said = [];
    let sought = '';
    for (let i = 0; i < texts.length; i += 2) {
      const { parts, hits } = marked(texts[i + 1], seen);
      if (!hits.size || said[1]) continue;
      if (place && !said[0]) sought = '?' + new URLSearchParams({ h: [...hits].join(' ') }); // site.js lights them
      said.push(within('p', texts[i], parts));
    }
    const link = make('a', [within('bdi', language, marked(title, seen).parts)], { href: url + sought + (place && '#' + encodeURIComponent(place)) });
    return make('li', [make('p', [link, ' ', make('small', [label])]), ...said]);
  };

  const MOST_WORDS = 40;
  let turn = 0;
  const search = async () => {
    const mine = ++turn, query = form.q.value, asked = [...new Set(words(query).map(({ folded }) => folded))].filter(Boolean).slice(0, MOST_WORDS);
    tips.hidden = true;
    if (!asked[0]) return list.replaceChildren(), status.textContent = '';
    try {
      const start = await load(first), seen = new Set(), scores = new Map(), kinds = chosen('kind'), tags = chosen('language');
      const languages = start.languages.flatMap(([tag], i) => !tags[0] || tags.includes(tag.split('-')[0]) ? i : []);
      const found = await Promise.all(asked.map((typed, i) => lookUp(start, typed, typed[1] && !asked[i + 1] && /\S$/.test(query) ? typed + '\uffff' : typed, languages, seen)));
      // All words before some, titles before texts, words as typed before other forms; then reading order.
      for (const places of found) for (const [id, how] of places) scores.set(id, (scores.get(id) ?? 0) + 1e6 + (how & 4 && 1e3) + (how & 2 && 1));
      const ids = [...scores.keys()].sort((one, other) => scores.get(other) - scores.get(one) || one - other);
      const groups = start.kinds.map(([kind, from], i) => [kind, !kinds[0] || kinds.includes(kind) ? ids.filter(id => id >= from && !(id >= start.kinds[i + 1]?.[1])) : []]).filter(([, ids]) => ids.length);
      const sections = await Promise.all(groups.map(async ([kind, ids]) => {
        const items = make('ol', []), button = make('button', [more], { type: 'button', onclick: async () => (await show(20)).querySelector('a').focus() });
        const show = async count => {
          const at = items.childElementCount, drawn = await Promise.all(ids.slice(at, at + count).map(id => result(id, start, seen)));
          items.append(...drawn);
          button.hidden = at + count >= ids.length;
          return drawn[0];
        };
        await show(10);
        const head = make('h2', [form.querySelector(`[value=${kind}]`).parentNode.textContent.trim() + ' ', make('small', [number(ids.length)])]);
        return make('section', [head, items, button], { className: 'sec' });
      }));
      if (mine !== turn) return;
      const other = [...seen].filter(form => !asked.includes(form)).sort(), total = groups.flatMap(([, ids]) => ids);
      if (other[0] && total.length) sections.unshift(make('p', [also.replace('{forms}', other.slice(0, 12).join(comma))], { className: 'forms' }));
      list.replaceChildren(...sections);
      const count = (plurals[plural.select(total.length)] ?? plurals.other).replace('{n}', number(total.length));
      status.textContent = count + (asked[1] && total.length && asked.length < MOST_WORDS ? comma + all.replace('{n}', number(total.filter(id => scores.get(id) >= asked.length * 1e6).length)) : '');
      tips.hidden = total.length > 0;
    } catch {
      if (mine === turn) list.replaceChildren(), status.textContent = broken;
    }
  };

  // The address says what is asked: it can be sent on, and Back leads to the question before.
  let pause, settled;
  const ask = () => {
    const asked = new URLSearchParams({ q: form.q.value });
    for (const name of ['kind', 'language']) if (chosen(name).length < boxes(name).length) chosen(name).forEach(value => asked.append(name, value));
    if ('?' + asked !== location.search) history[settled ? 'pushState' : 'replaceState'](null, '', '?' + asked);
    settled = false;
    search();
  };
  const read = () => {
    const asked = new URLSearchParams(location.search);
    form.q.value = asked.get('q') ?? '';
    for (const box of form.querySelectorAll('[type=checkbox]')) box.checked = !asked.has(box.name) || asked.getAll(box.name).includes(box.value);
    settled = !!form.q.value;
    search();
  };
  form.onsubmit = e => (e.preventDefault(), clearTimeout(pause), ask(), settled = true);
  form.onchange = e => e.target.type === 'checkbox' && ask();
  form.q.oninput = () => (clearTimeout(pause), pause = setTimeout(ask, 300));
  onpopstate = read;
  read();
})();
