// Search and filters of the offline copy (manage.py export_site). A page that is opened as a file
// may load classic scripts only: the index is a set of them, and each hands its part to offlineCopy.
"use strict";

(() => {
  const form = document.querySelector("form[data-records]");
  if (!form) return;
  const words = form.dataset;
  const status = document.querySelector("[data-status]");
  const results = document.querySelector("[data-results]");
  const whole = document.querySelector("[data-whole-list]");
  const box = form.querySelector("input");
  const PAUSE_MILLISECONDS = 250;
  const RESULTS_AT_ONCE = 20;
  const SHOWN_CHARACTERS = 420;
  // Thai, Lao, Burmese and Khmer, then Chinese: scripts without spaces between words.
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u3400-\\u4dbf\\u4e00-\\u9fff";
  const RUN = /[\p{L}\p{N}\p{M}]+/gu;
  const CLUSTER = new RegExp(`[${UNSPACED}]\\p{M}*|[^${UNSPACED}]+`, "gu");
  const FOLDED = { đ: "d", ð: "d", ø: "o", ł: "l", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };
  const KINDS = [["r", "recommendation"], ["s", "statement"], ["t", "report"]];

  const loaded = {};
  let filters;
  let facets;
  let newest = 0;
  let pause;

  window.offlineCopy = {
    filters: (values) => { filters = values; },
    words: (number, values) => { loaded[`words-${number}`] = values; },
    texts: (number, values) => { loaded[`texts-${number}`] = values; },
  };

  function load(name) {
    return new Promise((done, failed) => {
      if (loaded[name] || (name === "filters" && filters)) return done(loaded[name]);
      const script = document.createElement("script");
      script.src = `index/${name}.js`;
      script.onload = () => { script.remove(); done(loaded[name]); };
      script.onerror = () => failed(new Error(script.src));
      document.head.append(script);
    });
  }

  // Words, as portal/offline/word_index.py makes them.

  function fold(text) {
    const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    return plain.replace(/[đðøłıßæœþ]/g, (letter) => FOLDED[letter]);
  }

  function split(text) {
    return (fold(text).match(RUN) ?? []).flatMap((run) => run.match(CLUSTER));
  }

  function decode(text) {
    let last = 0;
    return text.split(" ").map((part) => { last += parseInt(part, 36); return last; });
  }

  // {document: 1 where the word itself stands, 0 where a longer one that begins with it does}.
  async function find(word) {
    const found = new Map();
    const end = filters.firstWords.findIndex((first) => first > word && !first.startsWith(word));
    const from = filters.firstWords.findLastIndex((first) => first <= word);
    const last = end < 0 ? filters.firstWords.length : end;
    for (let number = Math.max(from, 0); number < last; number += 1) {
      const file = await load(`words-${number}`);
      for (const [key, numbers] of Object.entries(file)) {
        if (!key.startsWith(word)) continue;
        const rank = key === word ? 1 : 0;
        for (const one of decode(numbers)) found.set(one, Math.max(rank, found.get(one) ?? 0));
      }
    }
    return found;
  }

  // Documents with all words: first those with most of them as typed, then the newest.
  async function search(typed) {
    if (!typed.length) return [...Array(filters.size).keys()];
    const found = await Promise.all(typed.map(find));
    found.sort((one, other) => one.size - other.size);
    const ranks = new Map();
    for (const number of found[0].keys()) {
      if (found.every((one) => one.has(number))) {
        ranks.set(number, found.reduce((sum, one) => sum + one.get(number), 0));
      }
    }
    return [...ranks.keys()].sort((a, b) => ranks.get(b) - ranks.get(a) || a - b);
  }

  // Filters. Each has its options and says which of them a document has.

  function prepare() {
    const themes = filters.themesOf.split(",").map((text) => text.split(" "));
    const organizations = filters.organizationsOf.split(",").map((text) => text.split(" "));
    const years = [...new Set(filters.reports.map((report) => String(report[2])))].sort().reverse();
    const kind = words.records;
    facets = [
      facet("kind", KINDS.map(([code, value]) => [value, words[value], code]), (n) => [filters.kinds[n]]),
      facet("level", filters.levels.map(([code, value, label]) => [value, label, code]), (n) => [filters.levelsOf[n]]),
      facet("theme", numbered(filters.themes), (n) => themes[n]),
      facet("organization", numbered(filters.organizations), (n) => organizations[n]),
      facet("year", years.map((year) => [year, year, year]), (n) => [String(reportOf(n)[2])]),
    ].filter(({ name }) => !(name === "kind" && kind) && !(name === "level" && kind === "statement"));
    const place = document.querySelector("[data-filters]");
    place.append(...facets.map(({ label }) => label));
    place.hidden = false;
  }

  function numbered(values) {
    return values.map(([value, label], number) => [value, label, String(number)]);
  }

  function facet(name, choices, codesOf) {
    const select = document.createElement("select");
    select.name = name;
    const options = choices.map(([value, label, code]) => ({ option: new Option(label, value), label, code }));
    select.append(new Option(words.any, ""), ...options.map(({ option }) => option));
    select.addEventListener("change", () => { remember(); show(); });
    const label = document.createElement("label");
    label.append(`${words[name]} `, select);
    return { name, select, label, options, codesOf };
  }

  function reportOf(number) {
    let [low, high] = [0, filters.reports.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (filters.reports[middle][4] <= number) low = middle; else high = middle - 1;
    }
    return filters.reports[low];
  }

  // Keeps what passes all filters, and counts for each filter what would pass with each option.
  function filter(numbers) {
    const own = KINDS.find(([, value]) => value === words.records)?.[0];
    const chosen = facets.map(({ select, options }) => options[select.selectedIndex - 1]?.code);
    const counts = facets.map(() => new Map());
    const kept = numbers.filter((number) => {
      if (own && filters.kinds[number] !== own) return false;
      const codes = facets.map(({ codesOf }) => codesOf(number));
      const failing = chosen.flatMap((code, index) => (code === undefined || codes[index].includes(code) ? [] : [index]));
      for (const index of failing.length ? failing.slice(0, 2 - failing.length) : counts.keys()) {
        for (const code of codes[index]) counts[index].set(code, (counts[index].get(code) ?? 0) + 1);
      }
      return !failing.length;
    });
    facets.forEach(({ select, options }, index) => {
      for (const { option, label, code } of options) {
        const count = counts[index].get(code) ?? 0;
        option.text = `${label} (${count})`;
        option.hidden = !count && !option.selected;
      }
    });
    return kept;
  }

  // The address: filters stand in the fragment, where a file keeps them.

  function remember() {
    const chosen = new URLSearchParams();
    if (box.value.trim()) chosen.set("q", box.value.trim());
    for (const { name, select } of facets) if (select.value) chosen.set(name, select.value);
    history.replaceState(null, "", `#${chosen}`);
  }

  function recall() {
    const stated = location.hash.includes("=") ? location.hash : location.search;
    const chosen = new URLSearchParams(stated.slice(1));
    box.value = chosen.get("q") ?? "";
    for (const { name, select } of facets) select.value = chosen.get(name) ?? "";
    for (const { select } of facets) if (select.selectedIndex < 0) select.value = "";
  }

  // Results.

  function show() {
    showResults().catch(tellUnread);
  }

  // Pages may have been copied without the folders beside them.
  function tellUnread() {
    status.textContent = words.unread;
  }

  async function showResults() {
    const turn = newest += 1;
    const typed = split(box.value);
    const isAsked = typed.length > 0 || facets.some(({ select }) => select.value);
    const found = filter(await search(typed));
    if (turn !== newest) return;
    if (whole) whole.hidden = isAsked;
    results.replaceChildren();
    status.textContent = "";
    if (!isAsked) return;
    status.textContent = found.length ? words.count.replace("{number}", found.length.toLocaleString(document.documentElement.lang)) : words.none;
    await more(found, 0, typed, turn);
  }

  async function more(found, from, typed, turn) {
    const numbers = found.slice(from, from + RESULTS_AT_ONCE);
    const files = numbers.map((number) => Math.floor(number / filters.textsPerFile));
    await Promise.all([...new Set(files)].map((file) => load(`texts-${file}`)));
    if (turn !== newest) return;
    const cards = numbers.map((number) => card(number, typed));
    results.append(...cards);
    if (from) cards[0].querySelector("a").focus();
    if (found.length > from + RESULTS_AT_ONCE) results.append(button(() => more(found, from + RESULTS_AT_ONCE, typed, turn)));
  }

  function button(action) {
    const made = element("button", "secondary", words.more);
    made.type = "button";
    made.addEventListener("click", () => { made.remove(); action().catch(tellUnread); });
    return made;
  }

  function card(number, typed) {
    const [place, heading, tag, text] = loaded[`texts-${Math.floor(number / filters.textsPerFile)}`][number % filters.textsPerFile];
    const [file, title, year, language] = reportOf(number);
    const made = element("article", filters.kinds[number] === "r" ? `card recommendation level-${levelOf(number)}` : "card");
    const link = element("a", "reference", heading);
    link.href = place;
    const top = element("h3", "meta");
    top.append(link, " ");
    if (tag) top.append(element("span", "tag", tag), " ");
    const source = element("a", "source", title);
    source.href = file;
    source.lang = language;
    if (filters.kinds[number] !== "t") top.append(source, `, ${year}`);
    const body = element("p", "text");
    body.lang = language;
    body.append(...marked(text, typed));
    made.append(top, body);
    return made;
  }

  function levelOf(number) {
    return filters.levels.find(([code]) => code === filters.levelsOf[number])?.[1];
  }

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  // The text around the first word that was found, with all of them marked.
  function marked(text, typed) {
    const isFound = (run) => split(run).some((word) => typed.some((one) => word.startsWith(one)));
    const hits = typed.length ? [...text.matchAll(RUN)].filter(([run]) => isFound(run)) : [];
    const start = hits.length && hits[0].index > SHOWN_CHARACTERS / 2 ? text.lastIndexOf(" ", hits[0].index - 80) + 1 : 0;
    const end = text.length > start + SHOWN_CHARACTERS ? text.lastIndexOf(" ", start + SHOWN_CHARACTERS) : text.length;
    const parts = [start ? "… " : ""];
    let at = start;
    for (const hit of hits) {
      if (hit.index < start || hit.index + hit[0].length > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = hit[0];
      parts.push(text.slice(at, hit.index), mark);
      at = hit.index + hit[0].length;
    }
    return [...parts, text.slice(at, end), end < text.length ? " …" : ""];
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); remember(); show(); });
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => { remember(); show(); }, PAUSE_MILLISECONDS);
  });
  window.addEventListener("hashchange", () => { recall(); show(); });
  load("filters").then(() => { prepare(); recall(); show(); }, tellUnread);
})();
