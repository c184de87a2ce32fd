// Search for a site of plain files: loads the shards of the words that were asked for, and the tools that are shown.
(() => {
  'use strict';
  const base = new URL('../', document.currentScript.src);
  const index = new URL('search/index/', base);
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const pageSize = 10;
  const empty = new Set('the a an of to in on for and or is are be by with from this that it as at its into if'.split(' '));
  const loaded = new Map();

  const load = (name, kind) => {
    if (!loaded.has(name)) {
      loaded.set(name, fetch(new URL(name, index)).then(answer => answer.ok ? answer[kind]() : null, () => null));
    }
    return loaded.get(name);
  };

  const wordsOf = text => (text.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').toLowerCase().match(/[\p{L}\p{Nd}]+/gu) || [])
    .map(word => word.slice(0, 24)).filter(word => !empty.has(word));

  const key = (word, length) => {
    if (!/^[a-z0-9]/.test(word)) return 'u' + word.charCodeAt(0).toString(16).padStart(4, '0');
    return /^[a-z0-9]*/.exec(word.slice(0, length))[0];
  };

  const decode = text => {
    const found = [];
    let tool = -1, value = 0, shift = 0;
    for (const character of text) {
      const digit = digits.indexOf(character);
      value += (digit & 31) * 2 ** shift;
      shift += 5;
      if (digit & 32) continue;
      tool += Math.floor(value / 8);
      found.push([tool, value % 8]);
      value = shift = 0;
    }
    return found;
  };

  // Tools that have a word; the last word of a query also counts as the beginning of one.
  const find = async (manifest, word, open) => {
    const short = key(word, 2);
    const name = manifest.deep.includes(short) ? key(word, 3) : short;
    const text = manifest.shards.split(' ').includes(name) ? await load(`w-${name}.txt`, 'text') : null;
    const scores = new Map();
    const lines = (text ? text.split('\n') : []).map(line => line.split(' '));
    const own = lines.find(([term]) => term === word);
    for (const [term, count, postings] of lines) {
      const exact = term === word;
      if (!exact && !(open && term.startsWith(word))) continue;
      // A word that only begins like the one that was asked for never counts for more than that itself.
      const rare = Math.log(1 + manifest.tools / (exact ? count : Math.max(count, own ? own[1] : 1))) * (exact ? 1 : 0.6);
      for (const [tool, weight] of decode(postings)) scores.set(tool, Math.max(scores.get(tool) || 0, weight * rare));
    }
    return scores;
  };

  const search = async (manifest, query) => {
    const words = wordsOf(query).slice(0, 8);
    const lists = await Promise.all(words.map((word, i) => find(manifest, word, i === words.length - 1)));
    const total = new Map();
    for (const list of lists) {
      for (const [tool, score] of list) {
        const before = total.get(tool) || [0, 0];
        total.set(tool, [before[0] + 1, before[1] + score]);
      }
    }
    const most = Math.max(0, ...[...total.values()].map(entry => entry[0]));
    return [...total].filter(([, entry]) => entry[0] === most).sort((a, b) => b[1][1] - a[1][1] || a[0] - b[0]).map(([tool]) => tool);
  };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  const link = (path, text) => {
    const made = element('a', '', element('bdi', '', text));
    made.href = new URL(path, base).href;
    return made;
  };

  const line = (manifest, [name, server, slug, serverName, says, category, risk, contested]) => {
    const [word, style] = manifest.categories[category];
    const title = element('p', 'line-name', link(`servers/${server}/tools/${slug}/`, name), element('span', 'line-server', ' ', link(`servers/${server}/`, serverName)));
    const verdict = element('p', 'line-verdict', element('span', `cat ${style}`, word), ' ', element('span', `risk r${risk}`, manifest.risks[risk]));
    if (contested) verdict.append(element('span', 'tag not', 'contested'));
    return element('li', `line ${style}`, title, ...(says ? [element('p', 'line-says', element('bdi', '', says))] : []), verdict);
  };

  const show = async () => {
    const parameters = new URLSearchParams(location.search);
    const query = (parameters.get('q') || '').slice(0, 500);
    for (const field of document.querySelectorAll('input[name=q]')) field.value = query;
    if (!query.trim()) return;
    const page = Math.max(1, Number.parseInt(parameters.get('page') || '1', 10) || 1);
    const main = document.getElementById('main') || document.body;
    const status = element('p', 'total', 'Searching…');
    status.setAttribute('role', 'status');
    const results = element('div', 'results', status);
    main.append(results);
    if (wordsOf(query).length === 0) {
      status.textContent = 'These words stand in nearly every description: add one that tells more.';
      return;
    }
    const manifest = await load('manifest.json', 'json');
    if (!manifest) {
      status.textContent = 'The search index could not be loaded. Are you offline?';
      return;
    }
    const found = await search(manifest, query);
    const shown = found.slice((page - 1) * pageSize, page * pageSize);
    const files = await Promise.all(shown.map(tool => load(`t-${Math.floor(tool / manifest.perFile)}.json`, 'json')));
    status.replaceChildren(element('b', '', found.length.toLocaleString('en')), found.length === 1 ? ' tool for ' : ' tools for ', element('bdi', '', `“${query}”`));
    const lines = shown.map((tool, i) => files[i] && line(manifest, files[i][tool % manifest.perFile])).filter(Boolean);
    results.append(element('ul', 'lines', ...lines));
    const pages = element('nav', 'pager');
    pages.setAttribute('aria-label', 'Pages');
    for (const [number, text] of [[page - 1, 'Previous'], [page + 1, 'Next']]) {
      if (number < 1 || (number - 1) * pageSize >= found.length) continue;
      const to = element('a', '', text);
      to.href = `?${new URLSearchParams({ q: query, page: String(number) })}`;
      pages.append(to, ' ');
    }
    if (pages.childElementCount) results.append(pages);
  };

  show();
})();
