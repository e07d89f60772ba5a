// What pages do while they are looked at. Everything here can be read and done without it.
(function () {
    'use strict';
    const $ = (selector, from) => (from || document).querySelector(selector);
    const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
    const number = n => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');

    function span(ms) {
        if (ms < 1000) return Math.max(0, ms) + ' ms';
        if (ms < 60000) return (ms / 1000).toFixed(1) + ' s';
        const s = Math.floor(ms / 1000);
        return s < 3600 ? Math.floor(s / 60) + ' min ' + s % 60 + ' s' : Math.floor(s / 3600) + ' h ' + Math.floor(s % 3600 / 60) + ' min';
    }

    function refresh() {
        if ($('#live')) htmx.ajax('GET', location.pathname + location.search, {target: '#live', select: '#live', swap: 'outerHTML'});
    }

    // --- a question before what cannot be taken back ---
    document.addEventListener('submit', event => {
        const form = event.target;
        const button = event.submitter;
        const question = form.dataset.confirm || button && button.dataset.confirm;
        if (!question || form.dataset.sure) return;
        event.preventDefault();
        const dialog = $('#confirm');
        $('#confirm-text').textContent = question;
        $('#confirm-yes').onclick = () => { form.dataset.sure = 'yes'; dialog.close(); form.requestSubmit(button); };
        $('#confirm-no').onclick = () => dialog.close();
        dialog.showModal();
    });

    // --- several at once: what is chosen stays until something is done with it ---
    const boxes = () => all('#list [name=run]');
    function choices() { all('[data-all]').forEach(label => { label.hidden = false; }); }
    document.addEventListener('change', event => {
        if (event.target.id === 'all') boxes().forEach(box => { box.checked = event.target.checked; });
    });
    document.addEventListener('htmx:beforeRequest', event => {
        const id = event.detail.elt.id;
        if (id === 'live' && boxes().some(box => box.checked) || id === 'past' && $('#from') && $('#from').value) event.preventDefault();
    });
    document.addEventListener('htmx:afterSwap', choices);

    // --- what is asked of the kind of source that was chosen ---
    function kinds() {
        const chosen = $('[data-kinds] input:checked');
        if (chosen) all('[data-kind]').forEach(part => { part.hidden = part.dataset.kind !== chosen.value; });
    }
    document.addEventListener('change', event => { if (event.target.name === 'kind') kinds(); });

    // --- a list that is filtered where it stands ---
    function filter(input) {
        const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        all(input.dataset.filter).forEach(row => {
            const text = (row.dataset.text || row.textContent).toLowerCase();
            row.hidden = !words.every(word => text.includes(word));
        });
    }
    document.addEventListener('input', event => { if (event.target.dataset.filter) filter(event.target); });
    document.addEventListener('keydown', event => {
        if (event.key === 'Enter' && event.target.dataset && event.target.dataset.filter) event.preventDefault();
    });
    document.addEventListener('htmx:afterSwap', () => all('[data-filter]').forEach(filter));

    // --- a run as it happens ---
    const levels = {INFO: 0, WARN: 1, ERROR: 2};
    function line(data) {
        const box = $('#lines');
        const least = $('#level').value;
        const search = $('#q').value.toLowerCase();
        if (levels[data.level] < levels[least] || !data.text.toLowerCase().includes(search)) return;
        const empty = $('#no-lines');
        if (empty) empty.remove();
        const row = document.createElement('div');
        row.className = 'l l-' + (data.level in levels ? data.level : 'INFO');
        const time = document.createElement('time');
        time.textContent = data.at.slice(11, 23).replace('Z', '');
        const level = document.createElement('b');
        level.textContent = data.level;
        const text = document.createElement('span');
        text.textContent = data.text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
            hidden => '⟨U+' + hidden.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0') + '⟩');
        row.append(time, level, text);
        box.append(row);
        while (box.childElementCount > 2000) box.firstElementChild.remove();
        if ($('#follow').checked) box.scrollTop = box.scrollHeight;
    }

    let source = null;
    let pending = 0;
    function listen() {
        const run = $('[data-run]');
        if (!run || run.dataset.ended === 'true' || source) return;
        $('#follow-label').hidden = false;
        $('#follow').checked = true;
        $('#lines').scrollTop = $('#lines').scrollHeight;
        source = new EventSource('/runs/' + encodeURIComponent(run.dataset.run) + '/events?from=' + run.dataset.from);
        const soon = () => { clearTimeout(pending); pending = setTimeout(refresh, 80); };
        source.addEventListener('state', soon);
        source.addEventListener('rows', soon);
        source.addEventListener('gap', () => location.reload());
        source.addEventListener('log', event => line(JSON.parse(event.data)));
        source.addEventListener('progress', event => {
            const data = JSON.parse(event.data);
            all('[data-live]').forEach(each => {
                const value = data[each.dataset.live];
                each.textContent = typeof value === 'number' ? number(value) : value || '-';
            });
        });
        source.addEventListener('stations', event => {
            const data = JSON.parse(event.data);
            const cells = all('[data-packed]');
            let sum = 0;
            const known = Object.entries(data.packed).every(([table, rows]) => {
                const cell = cells.find(each => each.dataset.packed === table);
                if (cell) cell.textContent = number(rows);
                if (!table.startsWith('_dlt')) sum += rows;
                return cell;
            });
            const total = $('#all-packed');
            if (total) total.textContent = number(sum);
            if (!known || all('.steps .sub').length < data.stations.length) soon();
        });
        source.onerror = () => {
            const now = $('[data-run]');
            if (now && now.dataset.ended === 'true') source.close();
        };
    }
    setInterval(() => all('[data-since]').forEach(each => {
        each.textContent = span(Date.now() - Date.parse(each.dataset.since));
    }), 1000);
    window.addEventListener('pagehide', () => { if (source) source.close(); });

    // --- a range of days ---
    let firstDay = '';
    function mark() {
        const from = $('#from'), to = $('#to');
        if (!from || !$('[data-year]')) return;
        $('[data-year]').classList.add('picks');
        all('[data-hint]').forEach(hint => { hint.hidden = false; });
        all('[data-day]').forEach(day => day.classList.toggle('in',
            from.value && to.value && day.dataset.day >= from.value && day.dataset.day <= to.value));
    }
    document.addEventListener('click', event => {
        const day = event.target.closest && event.target.closest('[data-day]');
        if (!day || !$('#from')) return;
        const picked = day.dataset.day;
        const ends = firstDay ? [firstDay, picked].sort() : [picked, picked];
        firstDay = firstDay ? '' : picked;
        $('#from').value = ends[0];
        $('#to').value = ends[1];
        mark();
    });
    document.addEventListener('change', event => { if (/^(from|to)$/.test(event.target.id)) { firstDay = ''; mark(); } });
    document.addEventListener('htmx:afterSwap', mark);

    // --- what closes when somebody looks elsewhere ---
    document.addEventListener('click', event => all('details.more[open]').forEach(each => { if (!each.contains(event.target)) each.open = false; }));
    document.addEventListener('keydown', event => {
        if (event.key === 'Escape') all('details.more[open]').forEach(each => { each.open = false; $('summary', each).focus(); });
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.dataset && 'send' in event.target.dataset) event.target.form.requestSubmit();
    });

    // --- keys ---
    const on = () => document.cookie.indexOf('wadi-keys=off') < 0;
    let before = '';
    const places = {o: '/', d: '/deployments', r: '/runs', t: '/data', p: '/packages', c: '/connections', a: '/alerts', n: '/nodes'};
    function move(step) {
        const rows = all('#list tbody tr').filter(row => !row.hidden);
        if (!rows.length) return;
        const at = rows.findIndex(row => row.classList.contains('at'));
        if (at >= 0) rows[at].classList.remove('at');
        const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
        next.classList.add('at');
        const link = $('a', next);
        if (link) link.focus();
    }
    document.addEventListener('keydown', event => {
        const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || $('dialog[open]');
        if (typing || event.ctrlKey || event.metaKey || event.altKey || !on() && event.key !== '?') return;
        const key = event.key;
        if (before === 'g' && places[key]) location.href = places[key];
        else if (key === '/') { const field = $('[data-key=find], [data-filter]'); if (field) { event.preventDefault(); field.focus(); } }
        else if (key === 'j') move(1);
        else if (key === 'k') move(-1);
        else if (key === 't' || key === 'c') { const button = $(key === 't' ? '[data-act=run]' : '[data-act=cancel]'); if (button) button.click(); }
        else if (key === '?') { $('#keys-on').checked = on(); $('#keys').showModal(); }
        before = key;
    });
    document.addEventListener('DOMContentLoaded', () => {
        $('#keys-close').onclick = () => $('#keys').close();
        $('#keys-on').onchange = event => {
            document.cookie = 'wadi-keys=' + (event.target.checked ? 'on' : 'off') + '; path=/; max-age=31536000; samesite=strict';
        };
        listen();
        choices();
        kinds();
        mark();
        const year = $('.year');
        if (year) year.scrollLeft = year.scrollWidth;
    });
})();
