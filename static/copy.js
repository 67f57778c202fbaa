// Copies the link of a passage, or its words with where they stand: a comfort. Without script,
// the number in the margin is the link.

const words = document.querySelector("[data-copy]").dataset;

// A browser gives a page its clipboard only over a safe connection.
if (navigator.clipboard) {
  for (const passage of document.querySelectorAll("[data-quoted]")) {
    passage.after(menu(passage));
  }
}

function menu(passage) {
  const made = document.createElement("details");
  made.className = "copy";
  const summary = document.createElement("summary");
  summary.textContent = words.copy;
  const link = new URL(passage.dataset.quoted, location.href).href;
  const quotation = `“${passage.textContent.trim()}” (${words.source}, ${passage.dataset.place}, ${link})`;
  made.append(summary, button(words.copyLink, link), button(words.copyQuotation, quotation));
  return made;
}

function button(label, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.textContent = label;
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    made.textContent = words.copied;
    setTimeout(() => { made.textContent = label; }, 2000);
  });
  return made;
}
