// Boxes that tick all rows under a heading, or of the table: a comfort. Without script, buttons
// do it with a request.

const form = document.querySelector("form[data-ticks]");
const boxes = [...form.querySelectorAll("input[name=row]")];
const count = form.querySelector("[data-tick-count]");
// Each with the boxes that it ticks.
const masters = [];
let last;

for (const place of form.querySelectorAll("[data-tick-group]")) {
  const rows = place.closest("tbody").querySelectorAll("input[name=row]");
  masters.push([master(place, "Tick all under this heading"), [...rows]]);
}
for (const place of form.querySelectorAll("[data-tick-all]")) {
  masters.push([master(place, "Tick all"), boxes]);
}
form.addEventListener("change", update);
// With the shift key, all rows since the last one.
form.addEventListener("click", (event) => {
  const index = boxes.indexOf(event.target);
  if (index < 0) return;
  if (event.shiftKey && last !== undefined) {
    const [first, end] = [Math.min(last, index), Math.max(last, index)];
    for (const box of boxes.slice(first, end)) box.checked = event.target.checked;
    boxes[end].checked = event.target.checked;
  }
  last = index;
});
update();

function master(place, label) {
  const made = document.createElement("input");
  made.type = "checkbox";
  made.addEventListener("change", () => {
    const [, rows] = masters.find(([box]) => box === made);
    for (const box of rows) box.checked = made.checked;
  });
  const text = document.createElement("label");
  text.className = "checkbox";
  const hidden = place.querySelector(".hidden");
  text.append(made, ` ${label}`, ...(hidden ? [hidden] : []));
  place.replaceChildren(text);
  return made;
}

function update() {
  for (const [made, rows] of masters) {
    const ticked = rows.filter((box) => box.checked).length;
    made.checked = ticked > 0 && ticked === rows.length;
    made.indeterminate = ticked > 0 && ticked < rows.length;
  }
  if (count) count.textContent = `${boxes.filter((box) => box.checked).length} ticked`;
}
