// Results while one types. Nothing needs this script: every field it touches is a form that works without.
// Strangers' text goes into the page as text nodes only.
(() => {
  'use strict';
  const LIMIT = 8;
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const line = item => {
    const option = make('li', 'suggest-line');
    const link = make('a');
    link.href = new URL(item.url, location.origin).pathname;
    link.tabIndex = -1;
    const name = make('bdi', 'suggest-tool', item.tool);
    const server = make('bdi', 'suggest-server', item.server);
    const risk = make('span', 'suggest-risk', `${item.category} · ${item.risk}`);
    link.append(name, ' ', server, ' ', risk);
    option.append(link);
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    return option;
  };

  const attach = (input, number) => {
    const form = input.form;
    const own = input.id === 'search-q';
    const list = make('ul', 'suggest');
    list.id = `suggest-${number}`;
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Tools found');
    const status = make('div', 'hide');
    status.setAttribute('role', 'status');
    form.classList.add('suggesting');
    form.append(list, status);
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', list.id);

    let asked = 0;
    let waiting = null;
    let active = -1;
    let said = 0;

    const options = () => list.querySelectorAll('[role="option"]');
    const mark = index => {
      const all = options();
      if (all[active]) all[active].setAttribute('aria-selected', 'false');
      active = index;
      if (!all[active]) {
        active = -1;
        input.removeAttribute('aria-activedescendant');
        return;
      }
      all[active].setAttribute('aria-selected', 'true');
      all[active].scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', all[active].id);
    };
    const close = () => {
      list.hidden = true;
      input.setAttribute('aria-expanded', 'false');
      mark(-1);
    };
    // Said a little later than shown, so that a reader is not interrupted at every key.
    const say = text => {
      clearTimeout(said);
      said = setTimeout(() => { status.textContent = text; }, 400);
    };
    const address = () => {
      const url = new URL('/search', location.origin);
      for (const [name, value] of new FormData(form)) if (value !== '') url.searchParams.append(name, value);
      return url;
    };
    const show = answer => {
      list.replaceChildren(...answer.items.map((item, index) => {
        const option = line(item);
        option.id = `${list.id}-${index}`;
        return option;
      }));
      active = -1;
      input.removeAttribute('aria-activedescendant');
      const count = (answer.totalIsLowerBound ? 'more than ' : '') + answer.total;
      if (answer.correctedText) list.prepend(make('li', 'suggest-note', `Showing ${answer.correctedText}`));
      if (answer.items.length === 0) list.append(make('li', 'suggest-note', 'Nothing found. Try fewer words.'));
      list.hidden = false;
      input.setAttribute('aria-expanded', String(answer.items.length > 0));
      say(answer.items.length === 0 ? 'Nothing found' : `${count} tools found, ${answer.items.length} shown. Up and down to choose.`);
      list.dataset.query = input.value;
    };
    const search = async () => {
      const mine = ++asked;
      if (waiting) waiting.abort();
      if (own) history.replaceState(null, '', address());
      if (input.value.trim() === '') {
        close();
        say('');
        return;
      }
      waiting = new AbortController();
      const url = address();
      url.pathname = '/api/v1/search';
      url.searchParams.set('limit', LIMIT);
      try {
        const response = await fetch(url, { signal: waiting.signal, headers: { Accept: 'application/json' } });
        if (!response.ok) throw new Error(response.status);
        const answer = await response.json();
        if (mine === asked) show(answer);
      } catch (error) {
        if (mine === asked && error.name !== 'AbortError') close();
      }
    };

    input.addEventListener('input', search);
    input.addEventListener('keydown', event => {
      if (event.isComposing) return;
      const count = options().length;
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && list.hidden && input.value.trim() !== '') {
        event.preventDefault();
        search();
      } else if (event.key === 'ArrowDown' && count > 0) {
        event.preventDefault();
        mark(active + 1 >= count ? -1 : active + 1);
      } else if (event.key === 'ArrowUp' && count > 0) {
        event.preventDefault();
        mark(active < 0 ? count - 1 : active - 1);
      } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
        event.preventDefault();
        options()[active].querySelector('a').click();
      }
    });
    form.addEventListener('focusout', event => {
      if (!form.contains(event.relatedTarget)) close();
    });
    // The pointer must not take the cursor out of the field before the click lands.
    list.addEventListener('pointerdown', event => event.preventDefault());
  };

  document.querySelectorAll('form[role="search"] input[name="q"]').forEach(attach);
})();
