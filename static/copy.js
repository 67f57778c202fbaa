// Copies the link of a passage, or its words with where they stand, or a reference: a comfort.
// Without script, the number beside it is the link.

const words = document.querySelector("[data-copy]").dataset;
// Each with the link in front of it, or, on a page of its own, none.
const PASSAGES = ".paragraph .text, .lead-in, .quotation";

// A browser gives a page its clipboard only over a safe connection.
if (navigator.clipboard) {
  for (const passage of document.querySelectorAll(PASSAGES)) {
    passage.after(menu(passage));
  }
  for (const reference of document.querySelectorAll(".reference-text")) {
    const text = reference.textContent.trim();
    reference.after(button(words.copy, () => "undated" in reference.dataset ? dated(text) : text));
  }
}

function menu(passage) {
  const number = passage.closest(".paragraph, li")?.querySelector(".number, .reference");
  const link = number?.href ?? location.href.split("#")[0];
  const place = number?.ariaLabel ?? number?.textContent ?? document.querySelector("h1").textContent;
  const text = passage.textContent.trim();
  const quotation = `“${text}” (${words.source}, ${place.trim()}, ${link})`;
  const made = document.createElement("details");
  made.className = "copy";
  const summary = document.createElement("summary");
  summary.textContent = words.copy;
  made.append(summary, button(words.copyLink, () => link), button(words.copyQuotation, () => quotation));
  return made;
}

function button(label, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "secondary";
  made.textContent = label;
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text());
    made.textContent = words.copied;
    setTimeout(() => { made.textContent = label; }, 2000);
  });
  return made;
}

// A page is the same on every day: the copy states the day of access.
function dated(text) {
  const day = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
  return text.replace(/\.$/, ` (accessed ${day}).`);
}
