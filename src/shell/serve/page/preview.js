// The preview: an open page follows what is saved, in place, and shows what is wrong. No part of what is published.
(() => {
  const d = document, own = d.currentScript, { token } = own.dataset;
  let shown = own.dataset.page;
  const folder = '/.postil/';

  // ---- the page in place

  /** Attributes that a reader's browser or the page's own script has set, and no build. */
  const isReaders = (element, name) => name === 'tabindex' || (name === 'open' && element.localName === 'details');

  const attributes = (old, next) => {
    for (const { name, value } of next.attributes) {
      const wanted = name === 'class' && old.classList.contains('hot') ? value + ' hot' : value;
      if (!isReaders(old, name) && old.getAttribute(name) !== wanted) old.setAttribute(name, wanted);
    }
    for (const { name } of [...old.attributes]) if (!next.hasAttribute(name) && !isReaders(old, name)) old.removeAttribute(name);
  };

  const isAlike = (old, next) => old.nodeName === next.nodeName && (old.id ?? '') === (next.id ?? '');

  /** How many neighbours are looked at for one that is the same: what was put in or taken out is rarely longer. */
  const NEAR = 60;

  const matching = (parent, at, next) => {
    if (next.id) return [...parent.children].find(child => child.id === next.id && child.nodeName === next.nodeName);
    for (let node = at, steps = 0; node && steps < NEAR; node = node.nextSibling, steps++) if (node.isEqualNode(next)) return node;
    return at && isAlike(at, next) ? at : null;
  };

  const put = (parent, node, before) => {
    // Moved where the browser can, a node keeps its focus and what is open in it.
    if (node.isConnected && parent.moveBefore) parent.moveBefore(node, before);
    else parent.insertBefore(node, before);
  };

  /** Makes `old` say what `next` says, keeping every node that can be kept. */
  const become = (old, next) => {
    if (old.isEqualNode(next)) return;
    if (old.nodeType !== 1) { old.nodeValue = next.nodeValue; return; }
    attributes(old, next);
    let at = old.firstChild;
    for (const wanted of [...next.childNodes]) {
      const match = matching(old, at, wanted);
      if (!match) { put(old, d.importNode(wanted, true), at); continue; }
      if (match === at) at = at.nextSibling;
      else put(old, match, at);
      become(match, wanted);
    }
    while (at) { const rest = at.nextSibling; at.remove(); at = rest; }
  };

  /** The style of a page itself. Its policy names the one that it came with by its hash; a sheet that a script makes needs none. */
  let sheet;
  let style = d.head.querySelector('style')?.textContent ?? '';
  const dress = css => {
    if (css === style) return;
    style = css;
    d.head.querySelector('style')?.remove();
    if (!sheet) d.adoptedStyleSheets.push(sheet = new CSSStyleSheet());
    sheet.replaceSync(css);
  };

  const loads = page => [...page.head.querySelectorAll('link[rel=stylesheet], script[src]')]
    .map(element => element.getAttribute('href') ?? element.getAttribute('src')).join(' ');
  const loaded = loads(d);
  const SAFE = /(^|\/)assets\/(site|colours)\.js$|^\/\.postil\//;
  const hasOtherScripts = [...d.scripts].some(script => script.hasAttribute('src') && !SAFE.test(script.getAttribute('src')));

  /** Nobody's half-written note goes with the page: it is loaded anew when the form is closed. */
  const reload = () => {
    if (!host.classList.contains('writing')) return location.reload();
    d.addEventListener('postil-form-closed', () => location.reload(), { once: true });
  };

  /** What stands at the top of the window stays there, whatever was put in above it. */
  const holding = change => {
    const isSeen = element => { const box = element.getBoundingClientRect(); return box.height > 0 && box.bottom > 0 && box.top < innerHeight; };
    const held = scrollY > 0 && [...d.querySelectorAll('main [id]')].find(isSeen);
    const top = held && held.getBoundingClientRect().top, from = scrollY;
    change();
    if (location.hash && !d.querySelector(':target') && d.getElementById(decodeURIComponent(location.hash.slice(1)))) {
      location.replace(location.hash);
      scrollTo({ top: from, behavior: 'instant' });
    }
    if (!held) return;
    const now = held.isConnected ? held : d.getElementById(held.id);
    if (now) scrollBy({ top: now.getBoundingClientRect().top - top, behavior: 'instant' });
  };

  const redraw = text => {
    let css = '';
    // Taken out before it is parsed: the policy of this page holds for what is parsed here as well, and complains.
    const plain = text.replace(/<style>([^<]*)<\/style>/, (_, found) => { css = found; return ''; });
    const next = new DOMParser().parseFromString(plain, 'text/html');
    if (hasOtherScripts || loads(next) !== loaded) return reload();
    holding(() => {
      dress(css);
      d.title = next.title;
      attributes(d.documentElement, next.documentElement);
      become(d.body, next.body);
    });
    d.dispatchEvent(new CustomEvent('postil-redrawn'));
  };

  const page = () => fetch(location.href.split('#')[0], { cache: 'no-cache', headers: { accept: 'text/html' } });
  let status; // of the answer that this page is: a page that goes or comes back is loaded anew
  let asking = false, again = false;
  const follow = async () => {
    if (asking) { again = true; return; }
    asking = true;
    do {
      again = false;
      try {
        const answer = await page(), tag = answer.headers.get('etag')?.replaceAll('"', '');
        status ??= answer.status;
        // What the search page has found stands in no file, and cannot be drawn into it.
        const isAnew = status !== answer.status || d.querySelector('form.search') !== null;
        if (tag !== shown && isAnew) return reload();
        if (tag !== shown) { redraw(await answer.text()); shown = tag; }
      } catch { again = false; } // the preview has ended, or starts anew; the next event tells
    } while (again);
    asking = false;
  };

  /** Style sheets that were saved take the place of the old ones once they are there, so that the page is never bare. */
  const restyle = build => {
    for (const old of d.querySelectorAll('head link[rel=stylesheet]')) {
      const link = old.cloneNode();
      link.href = old.href.split('?')[0] + '?build=' + build;
      link.onload = link.onerror = () => old.remove();
      old.after(link);
    }
  };

  // ---- what is wrong

  const make = (name, properties = {}, ...children) => {
    const element = d.createElement(name);
    for (const [key, value] of Object.entries(properties)) key in element ? element[key] = value : element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  /** Everything of the preview stands beside the body of the page, in a shade of its own: neither's styles reach the other. */
  const host = make('postil-preview', { lang: 'en', dir: 'ltr' });
  const shade = host.attachShadow({ mode: 'open' });
  shade.append(make('link', { rel: 'stylesheet', href: folder + 'preview.css' }));
  const problems = make('section', { className: 'problems', hidden: true, ariaLabel: 'Problems of the archive' });
  const heard = make('p', { className: 'heard', role: 'status' });
  shade.append(heard, problems);
  d.documentElement.append(host);

  const post = (name, value) => fetch(folder + name, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-postil-token': token }, body: JSON.stringify(value),
  });

  const hasEditor = 'editor' in own.dataset;
  const place = ({ file, line, column }) => {
    const button = make('button', { type: 'button', className: 'place' }, `Open ${file}:${line}:${column}`);
    button.onclick = () => post('open', { file, line, column });
    return button;
  };

  let folded = false;
  const tell = ({ counts, problems: list, more }) => {
    problems.hidden = list.length === 0;
    const errors = list.filter(problem => problem.severity === 'error');
    const worst = errors.length > 0 ? 'error' : 'warning';
    const items = list.map(problem => make('li', { className: problem.severity },
      make('pre', { dir: 'ltr', tabIndex: 0 }, problem.text), ...(hasEditor && problem.file && !problem.file.startsWith('(') ? [place(problem)] : [])));
    if (more) items.push(make('li', {}, `and ${more} more`));
    const details = make('details', { open: errors.length > 0 && !folded },
      make('summary', {}, counts), make('ul', {}, ...items));
    details.addEventListener('toggle', () => { if (errors.length > 0) folded = !details.open; });
    if (errors.length === 0) folded = false;
    problems.className = 'problems ' + worst;
    problems.replaceChildren(details);
    if (heard.textContent !== counts) heard.textContent = counts;
  };

  // ---- events

  let start, build;
  const hear = text => {
    const told = JSON.parse(text);
    if (!told || (told.start === start && told.build === build)) return;
    const first = build === undefined, isAnew = !first && told.start !== start;
    ({ start, build } = told);
    tell(told.wrong);
    if (!('reload' in own.dataset)) return;
    if (isAnew) return reload();
    follow();
    if (first) return;
    const { assets } = told;
    if (assets.some(path => path.endsWith('.js'))) reload();
    else if (assets.some(path => path.endsWith('.css'))) restyle(build);
  };

  // A browser opens six connections to a server, for all tabs together: one tab listens and tells the others.
  const channel = new BroadcastChannel('postil');
  channel.onmessage = event => hear(event.data);
  const state = () => fetch(folder + 'state', { cache: 'no-store' }).then(answer => answer.text()).then(hear).catch(() => {});
  addEventListener('pageshow', event => event.persisted && state());
  const listen = () => new Promise(() => {
    const source = new EventSource(folder + 'events');
    source.onmessage = event => { hear(event.data); channel.postMessage(event.data); };
  });
  if (navigator.locks) { state(); navigator.locks.request('postil', listen); }
  else listen();

  // Not `postil`: so is called what the files call that the search page loads.
  window.postilPreview = { make, shade, post, place, heard, get build() { return build; } };
})();
