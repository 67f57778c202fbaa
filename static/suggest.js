// Names while the reader types, in the browser's own list: a comfort. Without script, the page
// of what is found shows them.

const PAUSE_MILLISECONDS = 150;

const box = document.querySelector("input[data-suggestions]");
const list = document.createElement("datalist");
list.id = "suggestions";
box.after(list);
box.setAttribute("list", list.id);

let pause;
let request = new AbortController();

box.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(suggest, PAUSE_MILLISECONDS);
});

async function suggest() {
  request.abort();
  request = new AbortController();
  const query = new URLSearchParams({ q: box.value });
  try {
    const answer = await fetch(`${box.dataset.suggestions}?${query}`, { signal: request.signal });
    const { suggestions } = await answer.json();
    list.replaceChildren(...suggestions.map(option));
  } catch {
    // What comes too late, or not at all, is not missed.
  }
}

function option({ name, kind }) {
  const made = document.createElement("option");
  made.value = name;
  made.label = `${name} (${kind})`;
  return made;
}
