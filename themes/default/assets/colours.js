// The colours that a reader has chosen on a document hold on every page, before anything is drawn.
try {
  document.documentElement.className = localStorage.getItem('view.theme') ?? '';
} catch {} // storage may be forbidden
