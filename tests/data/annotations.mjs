// The annotations of a site, as a program finds them: from the collection, page by page.
import { text } from './sites.mjs';

export const json = (site, path) => JSON.parse(text(site, path));
export const collection = (site) => json(site, 'data/annotations.jsonld');
export const pathOf = (site, address) => decodeURIComponent(address.slice(site.base.length).split('#')[0]);

/** The pages of a collection, by following it from its first to its last. */
export function pages(site) {
  const pages = [];
  for (let address = collection(site).first; address; address = pages.at(-1).next) pages.push(json(site, pathOf(site, address)));
  return pages;
}

export const annotations = (site) => pages(site).flatMap((page) => page.items);
