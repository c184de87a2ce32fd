// What makes the site quicker; nothing needs it. No library, no request to another host.
(() => {
  'use strict';
  const search = document.getElementById('q');

  // "/" brings the cursor to the search field, unless something is being typed.
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !search) return;
    const at = document.activeElement;
    if (at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // Every code figure gets a button that copies it.
  for (const figure of document.querySelectorAll('figure.code')) {
    if (!navigator.clipboard) break;
    let bar = figure.querySelector('figcaption');
    if (!bar) {
      bar = document.createElement('figcaption');
      bar.append(Object.assign(document.createElement('span'), { className: 'file' }));
      figure.prepend(bar);
    }
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Copy' });
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(figure.querySelector('code').textContent);
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Copying was refused';
      }
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
    bar.append(button);
  }

  // The format switcher: without this script each button downloads its format; with it the file is shown in place.
  for (const form of document.querySelectorAll('form[data-policy]')) {
    const box = form.closest('.policy-box');
    const code = box.querySelector('pre code');
    const file = box.querySelector('.file');
    const download = box.querySelector('.download');
    const alias = form.elements.alias;
    let chosen = form.querySelector('.on');
    let asked = 0;
    const mark = () => {
      for (const button of form.querySelectorAll('button')) {
        button.classList.toggle('on', button === chosen);
        button.setAttribute('aria-pressed', String(button === chosen));
      }
    };
    const show = async () => {
      if (!chosen || (alias && !alias.checkValidity())) return;
      const mine = ++asked;
      const url = new URL(chosen.getAttribute('formaction'), location.href);
      if (alias && alias.value) url.searchParams.set('alias', alias.value);
      if (form.elements.conditions && form.elements.conditions.checked) url.searchParams.set('conditions', 'on');
      mark();
      download.href = url.href;
      box.setAttribute('aria-busy', 'true');
      try {
        const answer = await fetch(url);
        const text = await answer.text();
        if (mine !== asked) return;
        // 400 is the format's own sentence on what it can't do with this name.
        code.textContent = answer.ok || answer.status === 400 ? text.trimEnd() : 'This file could not be fetched: ' + answer.status;
        download.hidden = !answer.ok;
        const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') || '');
        file.textContent = name ? name[1] : decodeURIComponent(url.pathname.split('/').pop());
      } catch {
        if (mine === asked) code.textContent = 'This file could not be fetched. Are you offline?';
      }
      box.removeAttribute('aria-busy');
    };
    mark();
    form.addEventListener('submit', event => {
      event.preventDefault();
      if (event.submitter && event.submitter.hasAttribute('formaction')) chosen = event.submitter;
      show();
    });
    let later;
    if (alias) alias.addEventListener('input', () => { clearTimeout(later); later = setTimeout(show, 250); });
    if (form.elements.conditions) form.elements.conditions.addEventListener('change', show);
  }
})();
