// Results while one types. Nothing needs this script: every field it touches is a form that works without.
// Strangers' text goes into the page as text nodes only.
(() => {
  'use strict';
  const LIMIT = 8;
  // At most so many questions are on their way; of those typed meanwhile only the last is asked. None is broken off:
  // that would cost the connection, and with it the next answer's time.
  const MOST_ASKED = 2;
  const MOST_KEPT = 64;
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // Lines are made once and then only say something else.
  const line = id => {
    const option = make('li', 'suggest-line');
    const link = make('a');
    const parts = [make('bdi', 'suggest-tool'), make('bdi', 'suggest-server'), make('span', 'suggest-risk')];
    link.tabIndex = -1;
    link.append(parts[0], ' ', parts[1], ' ', parts[2]);
    option.append(link);
    option.id = id;
    option.setAttribute('role', 'option');
    const say = item => {
      link.href = new URL(item.url, location.origin).pathname;
      [item.tool, item.server, `${item.category} · ${item.risk}`].forEach((text, index) => { if (parts[index].textContent !== text) parts[index].textContent = text; });
      option.setAttribute('aria-selected', 'false');
      return option;
    };
    return say;
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

    const lines = Array.from({ length: LIMIT }, (_, index) => line(`${list.id}-${index}`));
    const kept = new Map();
    let asked = 0;
    let shown = 0;
    let underWay = 0;
    let next = null;
    let active = -1;
    let said = 0;
    let warm = 0;
    let stepping = 0;

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
    // The address follows when there is nothing else to do: it must not hold the results up.
    const step = () => {
      if (!own || stepping) return;
      const follow = () => {
        stepping = 0;
        const url = address();
        if (url.href !== location.href) history.replaceState(null, '', url);
      };
      stepping = window.requestIdleCallback ? requestIdleCallback(follow, { timeout: 200 }) : setTimeout(follow, 50);
    };
    const show = (answer, text) => {
      const items = answer.items.slice(0, LIMIT);
      const content = items.map((item, index) => lines[index](item));
      const count = (answer.totalIsLowerBound ? 'more than ' : '') + answer.total;
      if (answer.correctedText) content.unshift(make('li', 'suggest-note', `Showing ${answer.correctedText}`));
      if (items.length === 0) content.push(make('li', 'suggest-note', 'Nothing found. Try fewer words.'));
      active = -1;
      input.removeAttribute('aria-activedescendant');
      list.replaceChildren(...content);
      list.hidden = false;
      input.setAttribute('aria-expanded', String(items.length > 0));
      say(items.length === 0 ? 'Nothing found' : `${count} tools found, ${items.length} shown. Up and down to choose.`);
      list.dataset.query = text;
    };
    const keep = (key, answer) => {
      kept.delete(key);
      kept.set(key, answer);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    };
    // An answer to an earlier question is shown while the later one's is still to come, but never after it.
    const take = (number, text, answer) => {
      if (number < shown) return;
      shown = number;
      if (answer) show(answer, text);
      else if (number === asked) close();
    };
    // What is still to come is not to open the list again.
    const dismiss = () => {
      shown = ++asked;
      next = null;
      close();
    };
    const ask = async ({ number, text, url }) => {
      underWay++;
      let answer = null;
      try {
        // The browser's own cache would be asked and written at every key; what was answered is kept here.
        const response = await fetch(url, { cache: 'no-store', headers: { Accept: 'application/json' } });
        if (response.ok) keep(url.href, answer = await response.json());
      } catch {
        // Not reached: nothing is shown, and Enter still leads to the results.
      }
      underWay--;
      take(number, text, answer);
      if (next) {
        const latest = next;
        next = null;
        ask(latest);
      }
    };
    const search = () => {
      const number = ++asked;
      const text = input.value;
      next = null;
      step();
      if (text.trim() === '') {
        dismiss();
        say('');
        return;
      }
      const url = address();
      url.pathname = '/api/v1/search';
      url.searchParams.set('limit', LIMIT);
      const question = { number, text, url };
      if (kept.has(url.href)) take(number, text, kept.get(url.href));
      else if (underWay < MOST_ASKED) ask(question);
      else next = question;
    };
    // Whoever comes to the field is about to type: the connection is made, and the server has searched, before the first key.
    const prepare = () => {
      if (performance.now() < warm) return;
      warm = performance.now() + 60_000;
      fetch('/api/v1/search?q=mcp&limit=1', { cache: 'no-store' }).catch(() => { });
    };

    input.addEventListener('focus', prepare);
    if (document.activeElement === input) prepare();
    input.addEventListener('input', search);
    input.addEventListener('keydown', event => {
      if (event.isComposing) return;
      const count = options().length;
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        dismiss();
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
      if (!form.contains(event.relatedTarget)) dismiss();
    });
    // The pointer must not take the cursor out of the field before the click lands.
    list.addEventListener('pointerdown', event => event.preventDefault());
  };

  document.querySelectorAll('form[role="search"] input[name="q"]').forEach(attach);
})();
